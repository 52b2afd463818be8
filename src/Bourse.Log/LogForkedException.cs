namespace Bourse.Log;

/// <summary>
/// An entry that this process has handed out does not stand in the log any more, or stands there with other bytes: the database
/// came back without its last commits. What was built from it must be thrown away and built again from a snapshot; a node does so
/// by itself.
/// </summary>
public sealed class LogForkedException : Exception
{
    public LogForkedException(string message) : base(message)
    {
    }

    public LogForkedException(string message, Exception inner) : base(message, inner)
    {
    }

    public LogForkedException()
    {
    }

    internal static LogForkedException At(long sequence, long head) => new(
        $"Entry {sequence} was read from the log and is not in it any more (the log now ends at {head}, or has another entry there): "
        + "the database came back without its last commits. None of them was acknowledged. "
        + "If it happens without a failover, check that the standby is synchronous.");
}
