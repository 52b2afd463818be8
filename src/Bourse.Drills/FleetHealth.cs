using Bourse.Zones;
using Bourse.Zones.Status;

namespace Bourse.Drills;

/// <summary>Makes a fleet whole again, whatever was done to it.</summary>
internal sealed class FleetHealth(Fleet fleet, StageEndpoints endpoints)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Takes all cuts away, lets everything run, starts what is gone, and returns when all of it is well.
    /// </summary>
    public async Task HealAsync(CancellationToken cancellation = default)
    {
        await fleet.Firewall.HealAsync(cancellation).ConfigureAwait(false);
        foreach (Zone zone in fleet.Zones) await zone.ResumeAsync(cancellation).ConfigureAwait(false);
        // At once: the parts of a majority may wait for each other.
        await Task.WhenAll(fleet.Zones.Select(zone => zone.StartAsync(cancellation))).ConfigureAwait(false);
        await fleet.WaitAsync("the fleet is whole", IsWhole, Patience, cancellation).ConfigureAwait(false);
        int nodes = fleet.Parts.Count(part => part.Kind == PartKind.Node);
        foreach (Part balancer in fleet.Parts.Where(part => part.Kind == PartKind.LoadBalancer))
            while (await endpoints.NodesUpAsync(balancer).ConfigureAwait(false) < nodes)
                await Task.Delay(50, cancellation).ConfigureAwait(false);
    }

    private static bool IsWhole(FleetStatus status) => status.IsReplicated
        && status.Parts.All(part => part.State == PartState.Running)
        && status.Of(PartKind.Etcd).All(part => part.Role is not null)
        && status.Of(PartKind.Node).All(part => part.Role == Roles.Ready)
        && status.Of(PartKind.Sentinel).All(part =>
            part.Detail == $"master is {status.Master!.Address.Split(':')[0]}");
}
