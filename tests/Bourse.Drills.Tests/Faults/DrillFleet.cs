using System.Runtime.InteropServices;
using Bourse.Drills.Reports;
using Bourse.Zones;

namespace Bourse.Drills.Tests.Faults;

/// <summary>A fleet of three zones for the drills of these tests; starting it takes longer than most of them.</summary>
public sealed class DrillFleet : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private Fleet? _fleet;
    private string _missing = "Network namespaces need root.";

    public async ValueTask InitializeAsync()
    {
        // A fixture cannot skip; its tests do.
        if (!Environment.IsPrivilegedProcess) return;
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        try
        {
            _fleet = await Fleet.UpAsync(new FleetOptions
            {
                Name = $"drills-{Guid.NewGuid():N}"[..16],
                Venue = [dotnet, Path.Combine(AppContext.BaseDirectory, "bourse.dll")],
                Settings = new Dictionary<string, string> { ["Limits:ExemptAddresses"] = "10.215.0.0/16" },
                Patience = Patience,
            }, TextWriter.Null, TestContext.Current.CancellationToken);
        }
        catch (FleetException e) when (e.Message.StartsWith("A fleet needs programs", StringComparison.Ordinal))
        {
            _missing = e.Message;
        }
    }

    /// <summary>Runs a drill at a rate that a busy machine can take.</summary>
    internal async Task<DrillReport> RunAsync(Drill drill)
    {
        Assert.SkipUnless(_fleet is not null, _missing);
        var runner = new DrillRunner(_fleet!, TextWriter.Null, ratePerSecond: 100);
        return await runner.RunAsync(drill, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null) await _fleet.DownAsync(keepFolder: false, CancellationToken.None);
    }
}
