using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

/// <summary>
/// Load balancers before the real server. It keeps a log of its own here: what nodes share is tested with the log.
/// </summary>
public sealed class NodeTests
{
    // run|worker --log ADDRESS --data DIR … becomes what an embedded venue understands.
    private const string Embedded = """
        [ "$3" != migrate ] || exit 0
        dotnet=$1; bourse=$2; command=$3; data=$7; shift 7
        [ "$command" != worker ] || set -- --urls http://127.0.0.1:0 "$@"
        exec "$dotnet" "$bourse" --seed empty --agents off --data "$data" "$@" \
            --set Limits:WeightPerMinute=0 --set Limits:RequestsPerFiveMinutes=0
        """;

    [Fact]
    public async Task Nodes_die_drain_come_and_go_and_no_request_fails()
    {
        using var script = new VenueScript(Embedded);
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
