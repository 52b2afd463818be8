namespace Bourse.History;

/// <summary>
/// History cannot be read or written now. Orders go on; the message says what is wrong and what to do.
/// </summary>
public sealed class HistoryUnavailableException : Exception
{
    public HistoryUnavailableException(string message) : base(message)
    {
    }

    public HistoryUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }

    public HistoryUnavailableException()
    {
    }
}
