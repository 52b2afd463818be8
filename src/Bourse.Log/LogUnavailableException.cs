namespace Bourse.Log;

/// <summary>The log could not be reached or did not answer; whether the last append stands in it is not known.</summary>
public sealed class LogUnavailableException : Exception
{
    public LogUnavailableException(string message) : base(message)
    {
    }

    public LogUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }

    public LogUnavailableException()
    {
    }
}
