namespace Bourse.Replica;

/// <summary>The command was sent and its outcome is not known yet (the API's -1007).</summary>
public sealed class OutcomeUnknownException : Exception
{
    public OutcomeUnknownException(string message) : base(message)
    {
    }

    public OutcomeUnknownException(string message, Exception inner) : base(message, inner)
    {
    }

    public OutcomeUnknownException()
    {
    }
}
