using System.Net;

namespace Bourse.Bench.Http;

/// <summary>A server to measure, in a process of its own, and the requests that it takes.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private readonly IDisposable _owner;
    private readonly ChildProcess _process;
    private readonly int _connections;
    private readonly IPEndPoint _endPoint;

    private MeasuredServer(
        IDisposable owner, ChildProcess process, Uri url, string apiKey, string apiSecret, int connections)
    {
        _owner = owner;
        _process = process;
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
        VenueProcess venue = VenueProcess.Start(parentFolder, BenchSeed.Text);
        (string key, string secret) = venue.Account(BenchSeed.Taker);
        var server = new MeasuredServer(venue, venue.Process, venue.Url, key, secret, connections);
        server.BuildWall(venue.Account(BenchSeed.Maker));
        return server;
    }

    /// <summary>The bare endpoint.</summary>
    public static MeasuredServer Baseline(string apiSecret, int bodyBytes, int connections)
    {
        ChildProcess process =
            ChildProcess.Start("bench", "baseline", "--secret", apiSecret, "--body-bytes", $"{bodyBytes}");
        return new MeasuredServer(
            process, process, new Uri(process.ReadyLine["Ready ".Length..]), new string('k', 64), apiSecret, connections);
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

    public void Dispose() => _owner.Dispose();

    private void BuildWall((string Key, string Secret) maker)
    {
        var requests = new OrderRequests(_endPoint.ToString(), maker.Key, maker.Secret);
        using var loop = new OpenLoop(_endPoint, 1);
        LoadRun run = loop.Run([requests.Make(OrderRequests.Wall, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())], 1);
        if (run.Refused > 0 || run.Answered == 0)
            throw new InvalidOperationException($"The venue refused the first order: {run.FirstRefusal}");
    }
}
