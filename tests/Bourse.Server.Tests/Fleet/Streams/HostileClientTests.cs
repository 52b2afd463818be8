using System.Text;
using Bourse.Server.Tests.Processes;
using Bourse.Streams.Tests.Support;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>Clients of a real node that break the protocol or its limits, beside one that does not.</summary>
public sealed class HostileClientTests
{
    private const string Trades = "btcusdt@trade";

    [Fact]
    public async Task Are_closed_with_a_reason_while_another_goes_on()
    {
        (TestFleet fleet, VenueProcess node) = await TestFleet.StartAsync();
        await using (fleet)
        {
            await node.OperateAsync("deposit", "dora", "BTC", "100000", "--reference", "7");
            await using var client = new Subscriber(fleet.Dora, Trades);
            await client.ConnectAsync(node);
            await using TradingLoad load = TradingLoad.Start(fleet.Dora, 2, node);
            foreach (string path in (string[])["/ws", "/ws-api/v3"])
            {
                Assert.Equal(1002, await CloseOfAsync(node, path, [0x81, 0x01, 0x41]));
                Assert.Equal(1007, await CloseOfAsync(node, path, RawClient.Frame(1, [0xC3, 0x28])));
                Assert.Equal(1009, await CloseOfAsync(node, path, [0x81, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]));
                await client.Heard.UntilAsync(Trades, client.Heard.Count(Trades) + 10);
            }
            byte[] subscribe = RawClient.Frame(1, Encoding.UTF8.GetBytes(
                $"{{\"method\":\"SUBSCRIBE\",\"params\":[\"{Trades}\"],\"id\":1}}"));
            byte[] flood = [.. Enumerable.Repeat(subscribe, 100).SelectMany(frame => frame)];
            Assert.Equal(1008, await CloseOfAsync(node, "/ws", flood));
            string url = string.Join('/', Enumerable.Range(0, 1025).Select(i => $"s{i}"));
            Assert.Equal(1008, await CloseOfAsync(node, $"/ws/{url}", []));

            await client.Heard.UntilAsync(Trades, client.Heard.Count(Trades) + 10);
            List<HeardEvents.Event> heard = client.Heard.Of(Trades);
            Assert.Equal(heard.Count, heard.Select(told => told.Position).Distinct().Count());
        }
    }

    private static async Task<int> CloseOfAsync(VenueProcess node, string path, byte[] bytes)
    {
        using RawClient client = await RawClient.ConnectAsync(new Uri(node.BaseUrl), path);
        await client.SendAsync(bytes);
        return (await client.ReadCloseAsync()).Code;
    }
}
