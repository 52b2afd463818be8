using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

/// <summary>
/// One fleet of three zones for many tests: starting it takes longer than most of them. Every test takes it whole.
/// </summary>
public sealed class SharedFleet : IAsyncLifetime
{
    private TestFleet? _fleet;

    public async ValueTask InitializeAsync()
    {
        // A fixture cannot skip; its tests do.
        if (Environment.IsPrivilegedProcess) _fleet = await TestFleet.UpAsync();
    }

    /// <summary>The fleet without cuts, every part running, the databases and caches replicated.</summary>
    internal async Task<TestFleet> WholeAsync()
    {
        TestFleet.RequirePrograms(NetworkKind.Namespaces);
        TestFleet fleet = _fleet!;
        await fleet.Fleet.Firewall.HealAsync(TestFleet.Cancellation);
        foreach (Zone zone in fleet.Fleet.Zones)
        {
            await zone.ResumeAsync(TestFleet.Cancellation);
            await zone.StartAsync(TestFleet.Cancellation);
        }
        await fleet.WaitAsync("the fleet is whole", status => status.IsReplicated
            && status.Of(PartKind.Etcd).All(part => part.Role is not null)
            && status.Of(PartKind.Sentinel).All(part => part.Detail == $"master is {Address(status.Master!)}"));
        return fleet;
    }

    public ValueTask DisposeAsync() => _fleet?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Address(PartStatus part) => part.Address.Split(':')[0];
}
