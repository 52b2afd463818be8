namespace Bourse.Venue;

/// <summary>
/// A defect of ours was met. The node must stop rather than go on in a state that others do not share.
/// </summary>
public sealed class InvariantException : Exception
{
    public InvariantException(string message) : base(message)
    {
    }

    public InvariantException(string message, Exception inner) : base(message, inner)
    {
    }

    public InvariantException()
    {
    }
}
