using System.Text.Json;
using Bourse.Streams.Tests.Support;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.Market;

/// <summary>Where events at intervals are cut.</summary>
public sealed class BoundaryTests : IDisposable
{
    private const long StartUs = 1_700_000_000_000_000;

    private readonly StreamVenue _venue = new(StartUs);
    private readonly StreamNode _node = new();

    public BoundaryTests()
    {
        Apply();
    }

    [Fact]
    public void Changes_within_a_tenth_of_a_second_are_one_event_at_the_first_entry_behind_it()
    {
        Rest(1, atMs: 10);
        Rest(2, atMs: 50);
        Rest(3, atMs: 99);
        Assert.Empty(_node.Events("btcusdt@depth@100ms"));
        Assert.Equal(StartUs + 100_000, _node.Streams.PendingUs);
        Tick(atMs: 100);
        Assert.Equal(("5.0", 1, 3), UpdatesOf(_node.Events("btcusdt@depth@100ms").Single()));
        Assert.Equal(StartUs + 1_000_000, _node.Streams.PendingUs);
    }

    [Fact]
    public void The_entry_behind_a_boundary_counts_with_what_it_did()
    {
        Rest(1, atMs: 10);
        Rest(2, atMs: 130);
        Assert.Equal(("3.0", 1, 2), UpdatesOf(_node.Events("btcusdt@depth@100ms").Single()));
        Rest(3, atMs: 150);
        Tick(atMs: 199);
        Assert.Single(_node.Events("btcusdt@depth@100ms"));
        Tick(atMs: 200);
        Assert.Equal(("6.0", 3, 3), UpdatesOf(_node.Events("btcusdt@depth@100ms")[1]));
    }

    [Fact]
    public void Every_second_tells_what_ten_tenths_told()
    {
        for (int i = 1; i <= 9; i++) Rest(i, atMs: i * 100);
        Assert.Equal(9, _node.Events("btcusdt@depth@100ms").Count);
        Assert.Empty(_node.Events("btcusdt@depth"));
        Rest(10, atMs: 1000);
        Assert.Equal(("11.0", 1, 10), UpdatesOf(_node.Events("btcusdt@depth").Single()));
    }

    [Fact]
    public void A_log_time_that_steps_back_cuts_nothing()
    {
        Rest(1, atMs: 250);
        int count = _node.Events("btcusdt@depth@100ms").Count;
        Rest(2, atMs: 120);
        Assert.Equal(count, _node.Events("btcusdt@depth@100ms").Count);
        Tick(atMs: 300);
        Assert.Equal(count + 1, _node.Events("btcusdt@depth@100ms").Count);
    }

    [Fact]
    public void A_kline_is_told_when_it_changed_and_when_it_ended()
    {
        Trade(atMs: 500);
        Tick(atMs: 1000);
        Assert.Equal(["True"], Closed("btcusdt@kline_1s"));
        Assert.Empty(_node.Events("btcusdt@kline_1m"));
        Tick(atMs: 2000);
        Assert.Equal(["False"], Closed("btcusdt@kline_1m"));
        Tick(atMs: 4000);
        Assert.Single(_node.Events("btcusdt@kline_1m"));
        Trade(atMs: 45_000);
        Assert.Equal(["False", "True", "False"], Closed("btcusdt@kline_1m"));
        string[] positions = [.. _node.Events("btcusdt@kline_1m").Select(PositionOf)];
        Assert.Equal([$"{_node.Streams.Sequence}.0", $"{_node.Streams.Sequence}.1"], positions[1..]);
    }

    [Fact]
    public void Nothing_is_pending_where_nothing_happened()
    {
        Tick(atMs: 5000);
        Assert.Equal(long.MaxValue, _node.Streams.PendingUs);
    }

    public void Dispose() => _node.Dispose();

    private static string PositionOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("seq").GetString()!;

    private static (string Position, long First, long Last) UpdatesOf(string json)
    {
        JsonElement root = JsonDocument.Parse(json).RootElement;
        return (root.GetProperty("seq").GetString()!, root.GetProperty("U").GetInt64(), root.GetProperty("u").GetInt64());
    }

    private string[] Closed(string name) => [.. _node.Events(name).Select(json =>
        JsonDocument.Parse(json).RootElement.GetProperty("k").GetProperty("x").GetBoolean().ToString())];

    private void Rest(int level, long atMs)
    {
        _venue.Limit(StreamVenue.Seller, Side.Sell, 10_000 + level, 100);
        Tick(atMs);
    }

    private void Trade(long atMs)
    {
        _venue.Limit(StreamVenue.Seller, Side.Sell, 9_000, 100);
        _venue.Limit(StreamVenue.Buyer, Side.Buy, 9_000, 100);
        Tick(atMs);
    }

    private void Tick(long atMs)
    {
        _venue.TimeUs = StartUs + atMs * 1000;
        Apply();
    }

    private void Apply()
    {
        _venue.Apply();
        _node.Take(_venue);
    }
}
