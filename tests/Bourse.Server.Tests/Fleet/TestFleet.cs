using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Bourse.Agents;
using Bourse.Postgres.Testing;
using Bourse.Redis.Tests.Hosting;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>A database of the test's own and nodes over it, each a process with a data folder of its own.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly TemporaryFolder _folder = new();
    private readonly List<VenueProcess> _nodes = [];

    private TestFleet(PostgresServer database, RedisServer? cache) => (Database, Cache) = (database, cache);

    public PostgresServer Database { get; }

    /// <summary>Its Redis; null for a fleet without.</summary>
    public RedisServer? Cache { get; }

    /// <summary>The only account; its keys are valid on every node.</summary>
    public AgentAccount Dora { get; private set; } = null!;

    /// <summary>What a node's --log is told.</summary>
    public string LogAddress => $"postgres:{Database.ConnectionString("postgres")}";

    private string[] Shared =>
    [
        "--log", LogAddress, "--data-key", _folder.File("data-key"),
        "--set", "Fleet:AttestSeconds=1",
        .. Cache is null ? Array.Empty<string>() : ["--cache", Cache.Address],
    ];

    /// <summary>A migrated database and a first node, which seeds the venue.</summary>
    public static async Task<(TestFleet Fleet, VenueProcess First)> StartAsync(bool withCache = false, params string[] options)
    {
        PostgresServer database = await PostgresServer.StartNewAsync();
        var fleet = new TestFleet(database, withCache ? await RedisServer.StartNewAsync() : null);
        await File.WriteAllBytesAsync(fleet._folder.File("data-key"), RandomNumberGenerator.GetBytes(32));
        File.SetUnixFileMode(fleet._folder.File("data-key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(fleet._folder.File("seed.json"), DoraSeed.Json);
        (int exitCode, _, string errors) =
            await VenueProcess.RunAsync("migrate", fleet.Database.ConnectionString("postgres"));
        Assert.True(exitCode == 0, errors);
        VenueProcess first = await fleet.NodeAsync("first", ["--seed", fleet._folder.File("seed.json"), .. options]);
        fleet.Dora = first.Account("dora");
        return (fleet, first);
    }

    /// <summary>One more node, or one that was there before, on its own folder.</summary>
    public async Task<VenueProcess> NodeAsync(string name, params string[] options)
    {
        string[] limits = options.Contains("--set") ? [] : ["--set", "Limits:WeightPerMinute=0"];
        VenueProcess node = await VenueProcess.StartAsync(_folder.File(name), [.. Shared, .. limits, .. options]);
        _nodes.Add(node);
        return node;
    }

    public async Task<VenueProcess> WorkerAsync(string name, params string[] options)
    {
        VenueProcess worker = await VenueProcess.StartWorkerAsync(_folder.File(name), [.. Shared, .. options]);
        _nodes.Add(worker);
        return worker;
    }

    /// <summary>Waits until one of these workers writes history, and names it first.</summary>
    public static async Task<(VenueProcess Writer, VenueProcess? Follower)> WriterAsync(params VenueProcess[] workers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            foreach (VenueProcess worker in workers)
            {
                if ((await worker.HealthAsync()).StartsWith("ready; writes history", StringComparison.Ordinal))
                    return (worker, workers.FirstOrDefault(other => other != worker));
            }
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Reads both nodes' state until they stand at the same entry, and gives the two hashes there.</summary>
    public static async Task<(string Left, string Right)> HashesAsync(VenueProcess left, VenueProcess right)
    {
        var (seenLeft, seenRight) = (new Dictionary<long, string>(), new Dictionary<long, string>());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await ReadAsync(left, seenLeft);
            await ReadAsync(right, seenRight);
            foreach ((long sequence, string hash) in seenLeft)
                if (seenRight.TryGetValue(sequence, out string? other)) return (hash, other);
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (VenueProcess node in _nodes) await node.DisposeAsync();
        if (Cache is not null) await Cache.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task ReadAsync(VenueProcess node, Dictionary<long, string> seen)
    {
        // Not by the command line: the time that a process takes to start is enough for the nodes' next entries.
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{node.AdminUrl}/admin/hash");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", node.AdminToken);
        using HttpResponseMessage response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        JsonElement state = await response.Content.ReadFromJsonAsync<JsonElement>();
        seen[state.GetProperty("sequence").GetInt64()] = state.GetProperty("stateHash").GetString()!;
    }
}
