using System.Net;
using System.Text.Json;

namespace Bourse.Zones.Tests;

[Collection(SharedFleetDefinition.Name)]
public sealed class FleetTests(SharedFleet shared)
{
    [Fact]
    public async Task Without_nodes_every_load_balancer_refuses_in_the_words_of_the_api()
    {
        TestFleet test = await shared.WholeAsync();
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
        TestFleet test = await shared.WholeAsync();
        string folder = test.Fleet.Definition.Folder;
        var again = Fleet.Open(folder);
        Assert.Equal(
            test.Fleet.Parts.Select(part => (part.Name, part.Process)),
            again.Parts.Select(part => (part.Name, part.Process)));
        await WholeFleet.AssertAsync(again, 3);

        const UnixFileMode OthersRead = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        // Redis writes its file anew, with a mode of its own, when Sentinel reconfigures it: its folder keeps others out.
        Assert.All(["fleet.json", "pgpass-node", "data-key", "a/redis", "a/patroni/patroni.yml"],
            file => Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(Path.Combine(folder, file)) & OthersRead));
        Assert.All(Traces.CommandLines(folder), line => Assert.DoesNotContain(again.Definition.Secrets.Redis, line, StringComparison.Ordinal));
    }
}
