namespace Bourse.Bench.Books;

/// <summary>What a message of an order flow asks for.</summary>
public enum FlowKind : byte
{
    New,

    /// <summary>New, and what does not trade at once is dropped.</summary>
    NewImmediateOrCancel,

    Cancel,

    /// <summary>Cancel and new under the same id: the place in the queue is lost.</summary>
    Modify,
}
