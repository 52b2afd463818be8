namespace Bourse.Log;

/// <summary>The log's storage failed in a way that must not be retried. The process stops; the message says what to do.</summary>
public sealed class LogFailedException : Exception
{
    public LogFailedException(string message) : base(message)
    {
    }

    public LogFailedException(string message, Exception inner) : base(message, inner)
    {
    }

    public LogFailedException()
    {
    }
}
