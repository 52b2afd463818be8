using Bourse.Streams.Tests.Support;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.Market;

/// <summary>Every stream's events letter for letter: the fields of the specification's examples in their order, then ours.</summary>
public sealed class EventFormTests : IDisposable
{
    private const long SecondUs = 1_000_000;

    private readonly StreamVenue _venue = new(timeUs: 1_700_000_000_000_000);
    private readonly StreamNode _node = new();

    /// <summary>Entry 2 rests two asks, entry 3 half a second later buys through both, entry 4 comes two seconds later.</summary>
    public EventFormTests()
    {
        Apply(SecondUs / 2);
        _venue.Limit(StreamVenue.Seller, Side.Sell, 10_000, 100);
        _venue.Limit(StreamVenue.Seller, Side.Sell, 10_000, 50);
        _venue.Limit(StreamVenue.Seller, Side.Sell, 10_100, 300);
        Apply(SecondUs / 20);
        _venue.Limit(StreamVenue.Buyer, Side.Buy, 10_100, 250);
        Apply(3 * SecondUs);
        Apply(60 * SecondUs);
        Apply(0);
    }

    public static TheoryData<string, string[]> Forms => new()
    {
        {
            "btcusdt@trade",
            [
                """{"e":"trade","E":1700000000550,"s":"BTCUSDT","t":1,"p":"100.00000000","q":"1.00000000","T":1700000000550,"m":false,"M":true,"seq":"3.0"}""",
                """{"e":"trade","E":1700000000550,"s":"BTCUSDT","t":2,"p":"100.00000000","q":"0.50000000","T":1700000000550,"m":false,"M":true,"seq":"3.1"}""",
                """{"e":"trade","E":1700000000550,"s":"BTCUSDT","t":3,"p":"101.00000000","q":"1.00000000","T":1700000000550,"m":false,"M":true,"seq":"3.2"}""",
            ]
        },
        {
            "btcusdt@aggTrade",
            [
                """{"e":"aggTrade","E":1700000000550,"s":"BTCUSDT","a":1,"p":"100.00000000","q":"1.50000000","f":1,"l":2,"T":1700000000550"""
                    + ""","m":false,"M":true,"seq":"3.0"}""",
                """{"e":"aggTrade","E":1700000000550,"s":"BTCUSDT","a":2,"p":"101.00000000","q":"1.00000000","f":3,"l":3,"T":1700000000550"""
                    + ""","m":false,"M":true,"seq":"3.1"}""",
            ]
        },
        {
            "btcusdt@bookTicker",
            [
                """{"u":3,"s":"BTCUSDT","b":"0.00000000","B":"0.00000000","a":"100.00000000","A":"1.50000000","seq":"2.0"}""",
                """{"u":5,"s":"BTCUSDT","b":"0.00000000","B":"0.00000000","a":"101.00000000","A":"2.00000000","seq":"3.0"}""",
            ]
        },
        {
            "btcusdt@depth@100ms",
            [
                """{"e":"depthUpdate","E":1700000000500,"s":"BTCUSDT","U":1,"u":3,"b":[],"a":[["100.00000000","1.50000000"]"""
                    + """,["101.00000000","3.00000000"]],"seq":"2.0"}""",
                """{"e":"depthUpdate","E":1700000003550,"s":"BTCUSDT","U":4,"u":5,"b":[],"a":[["100.00000000","0.00000000"]"""
                    + """,["101.00000000","2.00000000"]],"seq":"4.0"}""",
            ]
        },
        {
            "btcusdt@depth",
            [
                """{"e":"depthUpdate","E":1700000003550,"s":"BTCUSDT","U":1,"u":5,"b":[],"a":[["100.00000000","0.00000000"]"""
                    + """,["101.00000000","2.00000000"]],"seq":"4.0"}""",
            ]
        },
        { "btcusdt@depth5", ["""{"lastUpdateId":5,"bids":[],"asks":[["101.00000000","2.00000000"]],"seq":"4.0"}"""] },
        {
            "btcusdt@depth20@100ms",
            [
                """{"lastUpdateId":3,"bids":[],"asks":[["100.00000000","1.50000000"],["101.00000000","3.00000000"]],"seq":"2.0"}""",
                """{"lastUpdateId":5,"bids":[],"asks":[["101.00000000","2.00000000"]],"seq":"4.0"}""",
            ]
        },
        {
            "btcusdt@kline_1s",
            [
                """{"e":"kline","E":1700000003550,"s":"BTCUSDT","k":{"t":1700000000000,"T":1700000000999,"s":"BTCUSDT","i":"1s","f":1,"L":3"""
                    + ""","o":"100.00000000","c":"101.00000000","h":"101.00000000","l":"100.00000000","v":"2.50000000","n":3,"x":true"""
                    + ""","q":"251.00000000","V":"2.50000000","Q":"251.00000000","B":"0"},"seq":"4.0"}""",
            ]
        },
        {
            "btcusdt@kline_1m",
            [
                """{"e":"kline","E":1700000003550,"s":"BTCUSDT","k":{"t":1699999980000,"T":1700000039999,"s":"BTCUSDT","i":"1m","f":1,"L":3"""
                    + ""","o":"100.00000000","c":"101.00000000","h":"101.00000000","l":"100.00000000","v":"2.50000000","n":3,"x":false"""
                    + ""","q":"251.00000000","V":"2.50000000","Q":"251.00000000","B":"0"},"seq":"4.0"}""",
                """{"e":"kline","E":1700000063550,"s":"BTCUSDT","k":{"t":1699999980000,"T":1700000039999,"s":"BTCUSDT","i":"1m","f":1,"L":3"""
                    + ""","o":"100.00000000","c":"101.00000000","h":"101.00000000","l":"100.00000000","v":"2.50000000","n":3,"x":true"""
                    + ""","q":"251.00000000","V":"2.50000000","Q":"251.00000000","B":"0"},"seq":"5.0"}""",
            ]
        },
        {
            "btcusdt@miniTicker",
            [
                """{"e":"24hrMiniTicker","E":1700000003550,"s":"BTCUSDT","c":"101.00000000","o":"100.00000000","h":"101.00000000","l":"100"""
                    + """.00000000","v":"2.50000000","q":"251.00000000","seq":"4.0"}""",
            ]
        },
        {
            "!miniTicker@arr",
            [
                """[{"e":"24hrMiniTicker","E":1700000003550"""
                    + ""","s":"BTCUSDT","c":"101.00000000","o":"100.00000000","h":"101.00000000","l":"100.00000000","v":"2.50000000","q":"251"""
                    + """.00000000","seq":"4.0"}]""",
            ]
        },
        {
            "btcusdt@ticker",
            [
                """{"e":"24hrTicker","E":1700000003550,"s":"BTCUSDT","p":"1.00000000","P":"1.000","w":"100.40000000","x":"0.00000000","c":"101"""
                    + """.00000000","Q":"1.00000000","b":"0.00000000","B":"0.00000000","a":"101.00000000","A":"2.00000000","o":"100"""
                    + """.00000000","h":"101.00000000","l":"100.00000000","v":"2.50000000","q":"251.00000000","O":1699913603550,"C":1700000003550"""
                    + ""","F":1,"L":3,"n":3,"seq":"4.0"}""",
            ]
        },
        {
            "!ticker_1h@arr",
            [
                """[{"e":"1hTicker","E":1700000003550,"s":"BTCUSDT","p":"1.00000000","P":"1.000","o":"100.00000000","h":"101.00000000","l":"100"""
                    + """.00000000","c":"101.00000000","w":"100.40000000","v":"2.50000000","q":"251.00000000","O":1699996380000,"C":1700000003550"""
                    + ""","F":1,"L":3,"n":3,"seq":"4.0"}]""",
            ]
        },
        {
            "btcusdt@avgPrice",
            [
                """{"e":"avgPrice","E":1700000003550,"s":"BTCUSDT","i":"5m","w":"100.40000000","T":1700000000550,"seq":"4.0"}""",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Events_are_the_specifications_to_the_letter(string name, string[] events) =>
        Assert.Equal(events, _node.Events(name));

    [Fact]
    public void Rolling_tickers_of_a_symbol_are_those_of_the_array()
    {
        Assert.Equal(_node.Events("!ticker_4h@arr").Single(), $"[{_node.Events("btcusdt@ticker_4h").Single()}]");
        Assert.Contains("\"e\":\"1dTicker\"", _node.Events("btcusdt@ticker_1d").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_sixteen_intervals_and_no_retired_stream()
    {
        string[] intervals =
            ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];
        Assert.All(intervals, interval => Assert.NotEmpty(_node.Events($"btcusdt@kline_{interval}")));
        Assert.Null(_node.Streams.Find("!ticker@arr"));
    }

    public void Dispose() => _node.Dispose();

    private void Apply(long thenUs)
    {
        _venue.Apply(thenUs);
        _node.Take(_venue);
    }
}
