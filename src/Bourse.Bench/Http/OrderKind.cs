namespace Bourse.Bench.Http;

/// <summary>What the orders of a run do.</summary>
public enum OrderKind
{
    /// <summary>They rest in the book.</summary>
    Resting,

    /// <summary>Each trades at once and in full.</summary>
    Crossing,
}
