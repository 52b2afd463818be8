using System.Buffers.Text;

namespace Bourse.Streams.Sockets;

/// <summary>
/// The pings of one session. A ping carries its time in milliseconds; only a pong that repeats one keeps the
/// connection. Pongs are taken by the session's reader while pings are sent by the scan.
/// </summary>
internal sealed class Heartbeat(TimeProvider clock)
{
    private const int TextLengthMax = 20;

    private long _pingedMs = Now(clock);
    private long _unansweredMs;

    /// <summary>A ping when it is time for one.</summary>
    public SharedFrame? TryPing(TimeSpan interval)
    {
        long nowMs = Now(clock);
        if (nowMs - _pingedMs < interval.TotalMilliseconds) return null;
        Volatile.Write(ref _pingedMs, nowMs);
        Interlocked.CompareExchange(ref _unansweredMs, nowMs, 0);
        Span<byte> text = stackalloc byte[TextLengthMax];
        Utf8Formatter.TryFormat(nowMs, text, out int length);
        return SharedFrame.Control(SocketOpcode.Ping, text[..length]);
    }

    /// <summary>Whether a ping has gone unanswered for so long.</summary>
    public bool IsLost(TimeSpan timeout)
    {
        long unansweredMs = Volatile.Read(ref _unansweredMs);
        return unansweredMs != 0 && Now(clock) - unansweredMs >= timeout.TotalMilliseconds;
    }

    public void OnPong(ReadOnlySpan<byte> payload)
    {
        long unansweredMs = Volatile.Read(ref _unansweredMs);
        bool isNumber = Utf8Parser.TryParse(payload, out long ms, out int length) && length == payload.Length;
        if (unansweredMs == 0 || !isNumber) return;
        long pingedMs = Volatile.Read(ref _pingedMs);
        if (ms < unansweredMs || ms > pingedMs) return;
        Interlocked.CompareExchange(ref _unansweredMs, ms == pingedMs ? 0 : ms + 1, unansweredMs);
    }

    /// <summary>Of a clock that does not jump.</summary>
    private static long Now(TimeProvider clock) =>
        (long)(clock.GetTimestamp() / (clock.TimestampFrequency / 1000.0)) + 1;
}
