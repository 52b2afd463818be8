namespace Bourse.Streams.Events;

/// <summary>How a client wants its events.</summary>
[Flags]
public enum StreamForm
{
    /// <summary>The bare event, times in milliseconds.</summary>
    Raw = 0,

    /// <summary>Wrapped with the stream's name.</summary>
    Combined = 1,

    /// <summary>Times in microseconds.</summary>
    Microseconds = 2,
}
