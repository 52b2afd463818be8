namespace Bourse.Log;

/// <summary>
/// An entry or snapshot fails its checksum or its place in the order. The message names the sequence number and what to do.
/// </summary>
public sealed class LogDamagedException : Exception
{
    public LogDamagedException(string message) : base(message)
    {
    }

    public LogDamagedException(string message, Exception inner) : base(message, inner)
    {
    }

    public LogDamagedException()
    {
    }
}
