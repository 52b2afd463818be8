using HdrHistogram;

namespace Bourse.Bench.Streams;

/// <summary>
/// How long the events of some streams took from the time of their entry in the log to their clients. For one thread
/// while clients read.
/// </summary>
internal sealed class StreamTimes
{
    private const long LatencyMaxUs = 60_000_000;
    private const int Digits = 3;

    private readonly Dictionary<(int Stream, long TimeUs), long> _lastUs = [];
    private readonly LongHistogram _frames = new(LatencyMaxUs, Digits);

    /// <summary>Frames that came, also those whose event tells no time.</summary>
    public long Frames { get; private set; }

    /// <summary>Microseconds to each client that got a frame.</summary>
    public LongHistogram EveryClient => _frames;

    /// <param name="eventUs">Time of the event's entry; 0 when it tells none.</param>
    public void Add(int stream, long eventUs, long receivedUs)
    {
        Frames++;
        if (eventUs == 0) return;
        _frames.RecordValue(Math.Clamp(receivedUs - eventUs, 1, LatencyMaxUs));
        _lastUs[(stream, eventUs)] = receivedUs;
    }

    /// <summary>Microseconds to the last client; events of a stream that one entry made count as one.</summary>
    public LongHistogram LastClient()
    {
        var last = new LongHistogram(LatencyMaxUs, Digits);
        foreach (((int _, long eventUs), long receivedUs) in _lastUs)
            last.RecordValue(Math.Clamp(receivedUs - eventUs, 1, LatencyMaxUs));
        return last;
    }
}
