using System.Diagnostics;
using System.Net;
using System.Text;
using HdrHistogram;

namespace Bourse.Bench.Http;

/// <summary>
/// Sends requests at a fixed rate whatever the server does, on one thread over keep-alive connections. Each connection
/// carries one request at a time, as client libraries do it: none of them pipelines. A request that finds every
/// connection busy waits here, and its latency counts from when it was meant to go out.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    private const long LatencyMaxUs = 60_000_000;
    private const int Digits = 3;
    private static readonly TimeSpan DrainMax = TimeSpan.FromSeconds(10);

    private readonly Epoll _epoll = new();
    private readonly LoadConnection[] _connections;
    private readonly Stack<int> _idle = new();
    private readonly LongHistogram _latencyUs = new(LatencyMaxUs, Digits);
    private long _answered;
    private long _refused;
    private string _firstRefusal = "";
    private int _bodyBytes;

    public OpenLoop(IPEndPoint server, int connections, LoadTransport transport = LoadTransport.Rest)
    {
        _connections = new LoadConnection[connections];
        for (int i = connections - 1; i >= 0; i--)
        {
            _connections[i] = new LoadConnection(server, transport);
            _epoll.Add(_connections[i].Handle, i);
            _idle.Push(i);
        }
    }

    /// <summary>Sends the requests, evenly over time from now.</summary>
    public LoadRun Run(IReadOnlyList<byte[]> requests, int rate)
    {
        TimeSpan processorBefore = OwnProcessorTime();
        long begin = Stopwatch.GetTimestamp();
        double interval = (double)Stopwatch.Frequency / rate;
        long end = begin + (long)(interval * requests.Count) + (long)(DrainMax.TotalSeconds * Stopwatch.Frequency);
        int sent = 0;
        while (_answered < requests.Count)
        {
            long now = Stopwatch.GetTimestamp();
            if (now > end) break;
            for (; sent < requests.Count && Due(sent) <= now && _idle.TryPop(out int index); sent++)
                _connections[index].Send(requests[sent], Due(sent));
            long next = sent < requests.Count && _idle.Count > 0 ? Due(sent) : end;
            Receive(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next));
        }
        return Result(rate, sent, Stopwatch.GetElapsedTime(begin), OwnProcessorTime() - processorBefore);

        long Due(int number) => begin + (long)(interval * number);
    }

    public void Dispose()
    {
        foreach (LoadConnection connection in _connections) connection.Dispose();
        _epoll.Dispose();
    }

    private void Receive(TimeSpan timeout)
    {
        int count = _epoll.Wait(timeout);
        for (int i = 0; i < count; i++) Receive(_epoll[i]);
    }

    private void Receive(int index)
    {
        LoadConnection connection = _connections[index];
        connection.Responses.Advance(Epoll.Receive(connection.Handle, connection.Responses.Free));
        if (!connection.Responses.TryRead(out int status, out ReadOnlySpan<byte> body)) return;
        double us = Stopwatch.GetElapsedTime(connection.Intended).TotalMicroseconds;
        _latencyUs.RecordValue(Math.Clamp((long)us, 1, LatencyMaxUs));
        _answered++;
        _bodyBytes = body.Length;
        if (status != (int)HttpStatusCode.OK) Refuse(status, body);
        _idle.Push(index);
    }

    private void Refuse(int status, ReadOnlySpan<byte> body)
    {
        if (_refused++ == 0) _firstRefusal = $"HTTP {status} {Encoding.UTF8.GetString(body)}";
    }

    private LoadRun Result(int rate, long sent, TimeSpan elapsed, TimeSpan processor) => new()
    {
        Rate = rate,
        Achieved = _answered / elapsed.TotalSeconds,
        Sent = sent,
        Answered = _answered,
        Refused = _refused,
        FirstRefusal = _firstRefusal,
        LatencyUs = _latencyUs,
        GeneratorUs = processor.TotalMicroseconds / Math.Max(1, _answered),
        BodyBytes = _bodyBytes,
    };

    private static TimeSpan OwnProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
