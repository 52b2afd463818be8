using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Bourse.Streams.Sockets;

/// <summary>Instruments of all connections, under the meter "Bourse.Streams".</summary>
internal sealed partial class SocketMetrics : IDisposable
{
    private readonly Meter _meter = new("Bourse.Streams");
    private readonly ILogger _logger;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _closed;

    public SocketMetrics(Func<int> countSessions, ILogger logger)
    {
        _logger = logger;
        _meter.CreateObservableGauge(
            "bourse.streams.sessions", countSessions, "{session}", "Open WebSocket connections.");
        _frames = _meter.CreateCounter<long>("bourse.streams.frames", "{frame}", "Messages given to clients.");
        _bytes = _meter.CreateCounter<long>("bourse.streams.bytes", "By", "Bytes given to clients.");
        _closed = _meter.CreateCounter<long>(
            "bourse.streams.closed", "{session}", "Connections that the node closed, by reason.");
    }

    public void Sent(int size)
    {
        _frames.Add(1);
        _bytes.Add(size);
    }

    public void Closed(CloseCode code) => Count(code.ToString());

    public void ClosedSlow() => Count("Slow");

    public void ClosedUnanswered() => Count("Unanswered");

    public void Failed(Exception fault) => LogFailed(_logger, fault);

    public void Dispose() => _meter.Dispose();

    private void Count(string reason) => _closed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    [LoggerMessage(Level = LogLevel.Error, Message = "A message could not be handled; its connection is closed.")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}
