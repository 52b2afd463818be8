using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bourse.Bench.Http;
using HdrHistogram;

namespace Bourse.Bench.Streams;

/// <summary>
/// Measures the market streams of a real server process: many WebSocket clients, many book events, the time from an
/// entry's commit to the last client's socket; then the same with clients that stopped reading. Everything shares this
/// machine: server, orders, readers.
/// </summary>
public sealed class StreamBench
{
    private const int OrderConnections = 64;
    private const int StalledSymbols = 10;

    /// <summary>Of twenty clients one hears trades, one best prices, the others depth.</summary>
    private const int ClientsPerGroup = 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly string[] Suffixes = ["@depth@100ms", "@trade", "@bookTicker"];
    private static readonly double[] Percentiles = [50, 99, 99.9];

    private readonly StreamBenchOptions _options;
    private readonly TextWriter _output;

    public StreamBench(StreamBenchOptions options, TextWriter output)
    {
        _options = options;
        _output = output;
    }

    /// <summary>Runs both parts and prints a table; the exit code is 0 when they could be run.</summary>
    public int Run()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            _output.WriteLine("bourse bench streams needs Linux on x64: its clients use epoll as it is there.");
            return 1;
        }
        using VenueProcess venue = VenueProcess.Start(_options.Folder, StreamFlow.Seed(_options.Symbols));
        var flow = new StreamFlow(venue, _options.Symbols);
        using StreamReaders readers = Connect(venue.EndPoint);
        Load(venue, flow, WarmUp);
        readers.Take();
        WriteHead();
        Measure("all read", venue, flow, readers);
        using var stalled = new StalledClients(venue.EndPoint, StalledPath(), _options.StalledClients);
        Measure($"{stalled.Count} more stall", venue, flow, readers);
        stalled.Stop();
        Write(stalled);
        return 0;
    }

    private StreamReaders Connect(IPEndPoint server)
    {
        var connections = new StreamConnection[_options.Clients];
        int[] streams = new int[_options.Clients];
        for (int i = 0; i < connections.Length; i++)
        {
            int kind = (i % ClientsPerGroup) switch { 0 => 1, 1 => 2, _ => 0 };
            int symbol = i / ClientsPerGroup % _options.Symbols;
            streams[i] = kind * _options.Symbols + symbol;
            connections[i] =
                new StreamConnection(server, $"/ws/{Name(symbol, Suffixes[kind])}?timeUnit=MICROSECOND");
        }
        return new StreamReaders(connections, streams);
    }

    private string StalledPath() => "/stream?streams=" + string.Join('/', Enumerable.Range(0, StalledSymbols)
        .Select(symbol => Name(symbol % _options.Symbols, Suffixes[0])));

    private static string Name(int symbol, string suffix) => StreamFlow.Symbol(symbol).ToLowerInvariant() + suffix;

    private LoadRun Load(VenueProcess venue, StreamFlow flow, TimeSpan duration)
    {
        List<byte[]> requests = flow.Make(_options.EventsPerSecond, duration, out int rate);
        GC.Collect();
        using var loop = new OpenLoop(venue.EndPoint, OrderConnections, LoadTransport.WebSocketApi);
        return loop.Run(requests, rate);
    }

    private void Measure(string what, VenueProcess venue, StreamFlow flow, StreamReaders readers)
    {
        List<byte[]> requests = flow.Make(_options.EventsPerSecond, _options.Duration, out int rate);
        GC.Collect();
        using var loop = new OpenLoop(venue.EndPoint, OrderConnections, LoadTransport.WebSocketApi);
        long updatesBefore = BookUpdates(venue);
        readers.Take();
        long begun = Stopwatch.GetTimestamp();
        TimeSpan processorBefore = venue.Process.ProcessorTime;
        LoadRun orders = loop.Run(requests, rate);
        StreamTimes times = readers.Take();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        double load = (venue.Process.ProcessorTime - processorBefore) / elapsed;
        double updates = (BookUpdates(venue) - updatesBefore) / elapsed.TotalSeconds;
        Write(what, orders, times, elapsed, updates, load, readers.Ended);
    }

    /// <summary>Changes of levels so far over all symbols: a book's last update id counts them.</summary>
    private long BookUpdates(VenueProcess venue)
    {
        using var client = new HttpClient { BaseAddress = venue.Url };
        long updates = 0;
        for (int i = 0; i < _options.Symbols; i++)
        {
            var path = new Uri($"/api/v3/depth?limit=1&symbol={StreamFlow.Symbol(i)}", UriKind.Relative);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            using HttpResponseMessage response = client.Send(request);
            using JsonDocument depth = JsonDocument.Parse(response.Content.ReadAsStream());
            updates += depth.RootElement.GetProperty("lastUpdateId").GetInt64();
        }
        return updates;
    }

    private void WriteHead() => _output.WriteLine(
        "                     level                 server |  commit to last client, ms |  commit to any client, ms |"
        + "              orders, ms |  lost\n"
        + "                 changes/s orders/s frames/s cores |    p50      p99    p99.9 |    p50      p99    p99.9 |"
        + "    p50      p99    p99.9 | clients");

    private void Write(
        string what, LoadRun orders, StreamTimes times, TimeSpan elapsed, double updates, double load, int lost)
    {
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-16} {updates,9:F0} {orders.Achieved,8:F0} {times.Frames / elapsed.TotalSeconds,8:F0} {load,5:F2} |")
            + $"{Text(times.LastClient())} |{Text(times.EveryClient)} |{Text(orders.LatencyUs)} | {lost}");
        if (orders.Refused > 0) _output.WriteLine($"  {orders.Refused} orders refused: {orders.FirstRefusal}");
        if (orders.Answered < orders.Sent) _output.WriteLine($"  {orders.Sent - orders.Answered} orders unanswered");
    }

    private void Write(StalledClients stalled)
    {
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{stalled.Ended} of {stalled.Count} stalled clients were closed, the last {stalled.SlowestEnd.TotalSeconds:F1} s ")
            + "after it connected; half of them read again after 6 s and were told:");
        foreach ((string reason, int count) in stalled.Reasons) _output.WriteLine($"  {count} times {reason}");
    }

    private static string Text(LongHistogram latencyUs) => string.Concat(Percentiles.Select(percentile =>
        (latencyUs.GetValueAtPercentile(percentile) / 1000.0).ToString("F2", CultureInfo.InvariantCulture).PadLeft(9)));
}
