namespace Bourse.Replica;

/// <summary>
/// The node made something else of the log than the others did; the message names the entry and what to do. The process
/// ends.
/// </summary>
public sealed class StateDivergedException : Exception
{
    public StateDivergedException(string message) : base(message)
    {
    }

    public StateDivergedException(string message, Exception inner) : base(message, inner)
    {
    }

    public StateDivergedException()
    {
    }
}
