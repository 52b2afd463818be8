namespace Bourse.Replica;

/// <summary>Too much waits already, or the log is away: nothing was sent (the API's -1008).</summary>
public sealed class ReplicaBusyException : Exception
{
    public ReplicaBusyException(string message) : base(message)
    {
    }

    public ReplicaBusyException(string message, Exception inner) : base(message, inner)
    {
    }

    public ReplicaBusyException()
    {
    }
}
