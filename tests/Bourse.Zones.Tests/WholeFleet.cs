using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

/// <summary>What a fleet looks like when nothing is wrong with it.</summary>
internal static class WholeFleet
{
    private static readonly PartKind[] OfEachZone =
        [PartKind.Etcd, PartKind.Patroni, PartKind.Postgres, PartKind.Redis, PartKind.Sentinel, PartKind.LoadBalancer];

    /// <summary>Waits until every part answers: one that is late on a busy machine is not wrong.</summary>
    public static async Task AssertAsync(Fleet fleet, int zones) => Assert(await fleet.WaitAsync("every part answers",
        status => status.IsReplicated && status.Of(PartKind.Etcd).All(part => part.Role is not null),
        TestFleet.Patience, TestFleet.Cancellation), zones);

    private static void Assert(FleetStatus status, int zones)
    {
        Xunit.Assert.All(OfEachZone, kind => Xunit.Assert.Equal(zones, status.Of(kind).Count()));
        Xunit.Assert.All(status.Parts, part => Xunit.Assert.Equal(PartState.Running, part.State));
        AssertRoles(status, PartKind.Etcd, Roles.Leader, zones, Roles.Follower);
        AssertRoles(status, PartKind.Redis, Roles.Master, zones, Roles.Replica);
        string[] databases = [.. status.Of(PartKind.Postgres).Select(part => part.Role ?? "none").Order()];
        Xunit.Assert.Equal(zones == 1 ? [Roles.Leader] : [Roles.Leader, Roles.Replica, Roles.SyncStandby], databases);
    }

    private static void AssertRoles(FleetStatus status, PartKind kind, string first, int zones, string others)
    {
        string[] roles = [.. status.Of(kind).Select(part => part.Role ?? "none")];
        Xunit.Assert.Single(roles, first);
        Xunit.Assert.Equal(zones - 1, roles.Count(role => role == others));
    }
}
