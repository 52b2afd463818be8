using System.Net;
using System.Text.Json;
using Bourse.Zones.Status;

namespace Bourse.Zones.Tests;

public sealed class FleetLifeTests
{
    private static readonly PartKind[] OfEachZone =
        [PartKind.Etcd, PartKind.Patroni, PartKind.Postgres, PartKind.Redis, PartKind.Sentinel, PartKind.LoadBalancer];

    [Fact]
    public async Task Two_fleets_live_side_by_side_and_each_leaves_nothing_behind()
    {
        await using TestFleet three = await TestFleet.UpAsync();
        await using TestFleet one = await TestFleet.UpAsync(
            new FleetOptions { Name = TestFleet.NewName(), Zones = 1, Nodes = 0, Patience = TestFleet.Patience });

        AssertIsWhole(await three.StatusAsync(), 3);
        AssertIsWhole(await one.StatusAsync(), 1);
        Assert.NotEqual(three.Fleet.Definition.Subnet, one.Fleet.Definition.Subnet);

        AssertHasTraces(one);
        await one.DownAsync();
        Assert.Empty(Traces.Of(one.Fleet.Definition));
        AssertIsWhole(await three.StatusAsync(), 3);

        AssertHasTraces(three);
        await three.DownAsync();
        Assert.Empty(Traces.Of(three.Fleet.Definition));
    }

    [Fact]
    public async Task Without_nodes_every_load_balancer_refuses_in_the_words_of_the_api()
    {
        await using TestFleet test = await TestFleet.UpAsync();
        using var http = new HttpClient();
        foreach (Part loadBalancer in test.Fleet.Parts.Where(part => part.Kind == PartKind.LoadBalancer))
        {
            using HttpResponseMessage answer = await http.GetAsync(
                new Uri($"http://{loadBalancer.Definition.Address}/api/v3/time"), TestFleet.Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestFleet.Cancellation));
            Assert.Equal(-1008, body.RootElement.GetProperty("code").GetInt32());
        }
    }

    [Fact]
    public async Task Another_process_finds_the_fleet_by_its_folder_and_its_secrets_are_kept()
    {
        await using TestFleet test = await TestFleet.UpAsync();
        string folder = test.Fleet.Definition.Folder;
        var again = Fleet.Open(folder);
        Assert.Equal(
            test.Fleet.Parts.Select(part => (part.Name, part.Process)),
            again.Parts.Select(part => (part.Name, part.Process)));
        AssertIsWhole(await again.StatusAsync(TestFleet.Cancellation), 3);

        const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Assert.All(["fleet.json", "pgpass", "a/redis/redis.conf", "a/patroni/patroni.yml"],
            file => Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(Path.Combine(folder, file)) & OthersRead));
        Assert.All(Traces.CommandLines(folder), line => Assert.DoesNotContain(again.Definition.Secrets.Redis, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Down_can_leave_the_folder_and_then_there_is_no_fleet_in_it()
    {
        await using TestFleet test = await TestFleet.UpAsync(
            new FleetOptions { Name = TestFleet.NewName(), Zones = 1, Nodes = 0, Patience = TestFleet.Patience });
        string folder = test.Fleet.Definition.Folder;
        await test.DownAsync(keepFolder: true);
        try
        {
            Assert.Equal([$"folder {folder}"], Traces.Of(test.Fleet.Definition));
            Assert.NotEqual(0, new FileInfo(Path.Combine(folder, "logs", "a-patroni.log")).Length);
            Assert.Throws<FleetException>(() => Fleet.Open(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertHasTraces(TestFleet test)
    {
        IReadOnlyList<string> traces = Traces.Of(test.Fleet.Definition);
        Assert.All(["namespace", "link", "mount", "process", "folder"],
            kind => Assert.Contains(traces, trace => trace.StartsWith(kind, StringComparison.Ordinal)));
    }

    private static void AssertIsWhole(FleetStatus status, int zones)
    {
        Assert.All(OfEachZone, kind => Assert.Equal(zones, status.Of(kind).Count()));
        Assert.All(status.Parts, part => Assert.Equal(PartState.Running, part.State));
        AssertRoles(status, PartKind.Etcd, Roles.Leader, zones, Roles.Follower);
        AssertRoles(status, PartKind.Redis, Roles.Master, zones, Roles.Replica);
        string[] databases = [.. status.Of(PartKind.Postgres).Select(part => part.Role ?? "none").Order()];
        Assert.Equal(zones == 1 ? [Roles.Leader] : [Roles.Leader, Roles.Replica, Roles.SyncStandby], databases);
    }

    private static void AssertRoles(FleetStatus status, PartKind kind, string first, int zones, string others)
    {
        string[] roles = [.. status.Of(kind).Select(part => part.Role ?? "none")];
        Assert.Single(roles, first);
        Assert.Equal(zones - 1, roles.Count(role => role == others));
    }
}
