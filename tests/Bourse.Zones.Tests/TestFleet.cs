using Bourse.Zones.Processes;
using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

/// <summary>A fleet for one test: its own name, folder and network, taken down whatever happens.</summary>
internal sealed class TestFleet : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private bool _isDown;

    private TestFleet(Fleet fleet) => Fleet = fleet;

    public Fleet Fleet { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A name that no other run of the tests has.</summary>
    public static string NewName() => $"test-{Guid.NewGuid():N}"[..16];

    public static async Task<TestFleet> UpAsync(FleetOptions? options = null)
    {
        RequirePrograms(options?.Network ?? NetworkKind.Namespaces);
        var standard = new FleetOptions { Name = NewName(), Nodes = 0, Patience = Patience };
        return new TestFleet(await Fleet.UpAsync(options ?? standard, TextWriter.Null, Cancellation));
    }

    /// <summary>Skips the test where a fleet cannot run.</summary>
    public static void RequirePrograms(NetworkKind network)
    {
        Assert.SkipUnless(network == NetworkKind.Loopback || Environment.IsPrivilegedProcess,
            "Network namespaces need root.");
        try
        {
            RequiredPrograms.Find(network, ProgramPath.Find);
        }
        catch (FleetException e)
        {
            Assert.Skip(e.Message);
        }
    }

    public Task<FleetStatus> StatusAsync() => Fleet.StatusAsync(Cancellation);

    /// <summary>The status in which every database and cache has answered.</summary>
    public Task<FleetStatus> WholeStatusAsync() => WaitAsync("all replicate", status => status.IsReplicated);

    public Task<FleetStatus> WaitAsync(string what, Func<FleetStatus, bool> condition) =>
        Fleet.WaitAsync(what, condition, Patience, Cancellation);

    /// <summary>Runs SQL on the database of a zone, as the venue would.</summary>
    public Task<string> SqlAsync(string zone, string sql) => ExternalCommand.RequireAsync("psql",
    [
        "-X", "-At", "-v", "ON_ERROR_STOP=1", "-c", sql, "-d",
        $"host={Fleet.Zone(zone).Address} dbname=bourse user=bourse passfile={Fleet.Definition.Folder}/pgpass-bourse",
    ], Cancellation);

    public async Task DownAsync(bool keepFolder = false)
    {
        _isDown = true;
        await Fleet.DownAsync(keepFolder, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isDown) await DownAsync();
    }
}
