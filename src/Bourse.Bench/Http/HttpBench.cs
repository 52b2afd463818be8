using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bourse.Bench.Http;

/// <summary>
/// Measures signed orders over keep-alive HTTP and over the WebSocket API against a real, durable server process, beside a bare
/// endpoint that verifies the same signature and writes as many bytes. Everything shares this machine: generator, server, disk.
/// </summary>
public sealed class HttpBench
{
    private const int CalmRate = 500;
    private const int TypicalBodyBytes = 400;
    private static readonly double[] Percentiles = [50, 90, 99, 99.9, 99.99];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly HttpBenchOptions _options;
    private readonly TextWriter _output;
    private readonly JsonArray _rows = [];

    public HttpBench(HttpBenchOptions options, TextWriter output)
    {
        _options = options;
        _output = output;
    }

    /// <summary>
    /// Runs all of it, prints a table, and writes JSON; the exit code is 0 when every run could be made.
    /// </summary>
    public int Run()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            _output.WriteLine("bourse bench http needs Linux on x64: its load generator uses epoll as it is there.");
            return 1;
        }
        WriteHead();
        (string secret, int bodyBytes) = MeasureVenue();
        MeasureBaseline(secret, bodyBytes);
        WriteJson();
        return 0;
    }

    private (string Secret, int BodyBytes) MeasureVenue()
    {
        int bodyBytes = TypicalBodyBytes;
        using MeasuredServer venue = MeasuredServer.Venue(_options.Folder, _options.Connections);
        foreach (OrderKind kind in Enum.GetValues<OrderKind>())
        {
            bodyBytes = Math.Max(bodyBytes, Measure($"venue, {kind}", venue, kind));
            Measure($"venue, {kind}, WebSocket API", venue, kind, LoadTransport.WebSocketApi);
        }
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Making and signing a request beforehand cost {venue.Requests.MakingUs:F1} us of the generator, not counted above."));
        return (venue.ApiSecret, bodyBytes);
    }

    private void MeasureBaseline(string secret, int bodyBytes)
    {
        using MeasuredServer baseline = MeasuredServer.Baseline(secret, bodyBytes, _options.Connections);
        Measure($"bare endpoint, {bodyBytes} bytes", baseline, OrderKind.Resting);
    }

    // Long enough for the just-in-time compiler to have done its second round.
    private static void WarmUp(MeasuredServer server, OrderKind kind, LoadTransport transport)
    {
        foreach (int rate in new[] { 200, 1000, 3000, 3000 }) server.Run(kind, rate, TimeSpan.FromSeconds(3), transport);
    }

    private int Measure(
        string what, MeasuredServer server, OrderKind kind, LoadTransport transport = LoadTransport.Rest)
    {
        if (!what.Contains(_options.Only, StringComparison.OrdinalIgnoreCase)) return 0;
        WarmUp(server, kind, transport);
        int bodyBytes = 0;
        foreach (int rate in _options.Rates.DefaultIfEmpty(CalmRate))
        {
            LoadRun run = server.Run(kind, rate, _options.Duration, transport);
            Write(what, run);
            bodyBytes = run.BodyBytes;
        }
        if (_options.Rates.Count > 0) return bodyBytes;
        LoadRun? best = RateSearch.Highest(rate => server.Run(kind, rate, _options.Duration, transport), _options.P99Ms);
        if (best is null) _output.WriteLine($"{what}: no rate held p99 under {_options.P99Ms} ms");
        else Write($"{what}, highest", best);
        return bodyBytes;
    }

    private void WriteHead() => _output.WriteLine(
        "what                                 rate/s   done/s      p50      p90      p99    p99.9   p99.99   max ms"
        + "   server  load us");

    private void Write(string what, LoadRun run)
    {
        string latencies = string.Join(' ', Percentiles.Select(p => Text(run.PercentileMs(p))));
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-34} {run.Rate,8} {run.Achieved,8:F0} {latencies} {Text(run.PercentileMs(100))}")
            + string.Create(CultureInfo.InvariantCulture, $" {run.ServerUs,8:F1} {run.GeneratorUs,8:F1}"));
        if (run.Refused > 0) _output.WriteLine($"  {run.Refused} refused, the first: {run.FirstRefusal}");
        _rows.Add(ToJson(what, run));
    }

    private static string Text(double ms) => ms.ToString("F3", CultureInfo.InvariantCulture).PadLeft(8);

    private static JsonObject ToJson(string what, LoadRun run)
    {
        var latency = new JsonObject();
        foreach (double p in Percentiles)
            latency[string.Create(CultureInfo.InvariantCulture, $"p{p}")] = run.PercentileMs(p);
        latency["max"] = run.PercentileMs(100);
        return new JsonObject
        {
            ["what"] = what,
            ["rate"] = run.Rate,
            ["achieved"] = Math.Round(run.Achieved, 1),
            ["sent"] = run.Sent,
            ["refused"] = run.Refused,
            ["latencyMs"] = latency,
            ["serverCpuUs"] = Math.Round(run.ServerUs, 2),
            ["generatorCpuUs"] = Math.Round(run.GeneratorUs, 2),
            ["bodyBytes"] = run.BodyBytes,
        };
    }

    private void WriteJson()
    {
        string json = _rows.ToJsonString(Indented);
        _output.WriteLine(json);
        if (_options.JsonFile is { } file) File.WriteAllText(file, json + "\n");
    }
}
