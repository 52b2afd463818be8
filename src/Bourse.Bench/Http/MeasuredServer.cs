using System.Net;
using System.Text.Json;

namespace Bourse.Bench.Http;

/// <summary>A server to measure, in a process of its own, and the requests that it takes.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private readonly ChildProcess _process;
    private readonly string? _folder;
    private readonly int _connections;
    private readonly IPEndPoint _endPoint;

    private MeasuredServer(
        ChildProcess process, Uri url, string apiKey, string apiSecret, int connections, string? folder)
    {
        _process = process;
        _folder = folder;
        _connections = connections;
        _endPoint = new IPEndPoint(IPAddress.Parse(url.Host), url.Port);
        Requests = new OrderRequests(url.Authority, apiKey, apiSecret);
        ApiSecret = apiSecret;
    }

    public OrderRequests Requests { get; }

    public string ApiSecret { get; }

    /// <summary>A venue with a durable log on a data folder of its own below this one.</summary>
    public static MeasuredServer Venue(string parentFolder, int connections)
    {
        string folder = parentFolder.Length == 0
            ? Directory.CreateTempSubdirectory("bourse-bench-").FullName
            : Directory.CreateDirectory(Path.Combine(parentFolder, Path.GetRandomFileName())).FullName;
        string seed = Path.Combine(folder, "seed.json");
        string data = Path.Combine(folder, "data");
        File.WriteAllText(seed, BenchSeed.Text);
        ChildProcess process = ChildProcess.Start("--data", data, "--urls", "http://127.0.0.1:0", "--seed", seed,
            "--agents", "off", "--set", "Limits:WeightPerMinute=0", "--set", "Limits:RequestsPerFiveMinutes=0",
            "--set", "Limits:ConnectionsPerFiveMinutes=0");
        using var credentials = JsonDocument.Parse(File.ReadAllText(Path.Combine(data, "credentials.json")));
        var url = new Uri(credentials.RootElement.GetProperty("baseUrl").GetString()!);
        (string key, string secret) = Account(credentials, BenchSeed.Taker);
        var server = new MeasuredServer(process, url, key, secret, connections, folder);
        server.BuildWall(Account(credentials, BenchSeed.Maker));
        return server;
    }

    /// <summary>The bare endpoint.</summary>
    public static MeasuredServer Baseline(string apiSecret, int bodyBytes, int connections)
    {
        ChildProcess process =
            ChildProcess.Start("bench", "baseline", "--secret", apiSecret, "--body-bytes", $"{bodyBytes}");
        return new MeasuredServer(
            process, new Uri(process.ReadyLine["Ready ".Length..]), new string('k', 64), apiSecret, connections, null);
    }

    /// <summary>One run on connections of its own.</summary>
    public LoadRun Run(OrderKind kind, int rate, TimeSpan duration, LoadTransport transport = LoadTransport.Rest)
    {
        List<byte[]> requests = Requests.Make(kind, rate, duration, transport);
        GC.Collect();
        using var loop = new OpenLoop(_endPoint, _connections, transport);
        TimeSpan before = _process.ProcessorTime;
        LoadRun run = loop.Run(requests, rate);
        run.ServerUs = (_process.ProcessorTime - before).TotalMicroseconds / Math.Max(1, run.Answered);
        return run;
    }

    public void Dispose()
    {
        _process.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private void BuildWall((string Key, string Secret) maker)
    {
        var requests = new OrderRequests(_endPoint.ToString(), maker.Key, maker.Secret);
        using var loop = new OpenLoop(_endPoint, 1);
        LoadRun run = loop.Run([requests.Make(OrderRequests.Wall, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())], 1);
        if (run.Refused > 0 || run.Answered == 0)
            throw new InvalidOperationException($"The venue refused the first order: {run.FirstRefusal}");
    }

    private static (string Key, string Secret) Account(JsonDocument credentials, string name)
    {
        JsonElement account = credentials.RootElement.GetProperty("accounts").EnumerateArray()
            .First(item => item.GetProperty("name").GetString() == name);
        return (account.GetProperty("apiKey").GetString()!, account.GetProperty("apiSecret").GetString()!);
    }
}
