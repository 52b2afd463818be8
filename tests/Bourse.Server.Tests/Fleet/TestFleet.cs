using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Bourse.Agents;
using Bourse.Postgres.Testing;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet;

/// <summary>A database of the test's own and nodes over it, each a process with a data folder of its own.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer _database;
    private readonly List<VenueProcess> _nodes = [];

    private TestFleet(PostgresServer database) => _database = database;

    /// <summary>The only account; its keys are valid on every node.</summary>
    public AgentAccount Dora { get; private set; } = null!;

    private string[] Shared =>
    [
        "--log", $"postgres:{_database.ConnectionString("postgres")}", "--data-key", _folder.File("data-key"),
        "--set", "Limits:WeightPerMinute=0", "--set", "Fleet:AttestSeconds=1",
    ];

    /// <summary>A migrated database and a first node, which seeds the venue.</summary>
    public static async Task<(TestFleet Fleet, VenueProcess First)> StartAsync()
    {
        var fleet = new TestFleet(await PostgresServer.StartNewAsync());
        await File.WriteAllBytesAsync(fleet._folder.File("data-key"), RandomNumberGenerator.GetBytes(32));
        File.SetUnixFileMode(fleet._folder.File("data-key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(fleet._folder.File("seed.json"), DoraSeed.Json);
        (int exitCode, _, string errors) =
            await VenueProcess.RunAsync("migrate", fleet._database.ConnectionString("postgres"));
        Assert.True(exitCode == 0, errors);
        VenueProcess first = await fleet.NodeAsync("first", "--seed", fleet._folder.File("seed.json"));
        fleet.Dora = first.Account("dora");
        return (fleet, first);
    }

    /// <summary>One more node, or one that was there before, on its own folder.</summary>
    public async Task<VenueProcess> NodeAsync(string name, params string[] options)
    {
        VenueProcess node = await VenueProcess.StartAsync(_folder.File(name), [.. Shared, .. options]);
        _nodes.Add(node);
        return node;
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
        await _database.DisposeAsync();
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
