using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

/// <summary>Load balancers before the real server, on one zone's database and cache.</summary>
public sealed class NodeTests
{
    // One client asks more than it may.
    private const string WithoutLimits = """
        [ "$3" != migrate ] || exec "$@"
        exec "$@" --set Limits:WeightPerMinute=0 --set Limits:RequestsPerFiveMinutes=0
        """;

    [Fact]
    public async Task Nodes_die_drain_come_and_go_and_no_request_fails()
    {
        using var script = new VenueScript(WithoutLimits);
        await using TestFleet test = await TestFleet.UpAsync(new FleetOptions
        {
            Name = TestFleet.NewName(),
            Zones = 1,
            Nodes = 2,
            Venue = [.. script.Command, DotNet.Program, Path.Combine(AppContext.BaseDirectory, "bourse.dll")],
            Patience = TestFleet.Patience,
        });
        Fleet fleet = test.Fleet;
        Zone zone = fleet.Zone("a");
        await UpAsync(test, "2 of 2 nodes up");
        await using var clients = new RequestLoad($"http://{zone[PartKind.LoadBalancer].Definition.Address}/api/v3/ping");

        Part third = await fleet.AddNodeAsync(zone, cancellation: TestFleet.Cancellation);
        await UpAsync(test, "3 of 3 nodes up");
        Assert.Equal("a/node-3", third.Name);
        await clients.GoOnAsync();

        await fleet.LoadBalancers.DrainAsync(third, TestFleet.Cancellation);
        await UpAsync(test, "2 of 3 nodes up");
        await clients.GoOnAsync();
        await fleet.LoadBalancers.UndrainAsync(third, TestFleet.Cancellation);
        await UpAsync(test, "3 of 3 nodes up");

        await fleet.RemoveNodeAsync(fleet.Part("a/node-1"), TestFleet.Cancellation);
        await UpAsync(test, "2 of 2 nodes up");
        await fleet.LoadBalancers.ReloadAsync(zone[PartKind.LoadBalancer], TestFleet.Cancellation);
        await UpAsync(test, "2 of 2 nodes up");
        await clients.GoOnAsync();
        Assert.Empty(clients.Failures);

        // Requests that a killed node was working on fail; those that come after the load balancer noticed do not.
        Part killed = fleet.Part("a/node-2");
        await killed.KillAsync(TestFleet.Cancellation);
        await UpAsync(test, "1 of 2 nodes up");
        int failures = clients.Failures.Count;
        await clients.GoOnAsync();
        Assert.Equal(failures, clients.Failures.Count);
        await killed.StartAsync(TestFleet.Cancellation);
        await UpAsync(test, "2 of 2 nodes up");
    }

    private static Task<FleetStatus> UpAsync(TestFleet test, string detail) => test.WaitAsync(
        detail, status => status.Of(PartKind.LoadBalancer).All(part => part.Detail == detail));
}
