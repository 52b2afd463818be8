using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using static Bourse.Api.Tests.MarketData.Events;

namespace Bourse.Api.Tests.MarketData;

public sealed class BookEndpointsTests
{
    /// <summary>rest-api.md, "Order book": the example's levels.</summary>
    [Fact]
    public void Depth_is_told_best_first()
    {
        var calls = new PublicCalls();
        calls.Apply(1, [], [
            Level(1, Side.Buy, "3.9", "5"), Level(2, Side.Buy, "4", "431"), Level(3, Side.Sell, "4.000002", "12")]);
        Assert.Equal(
            """{"lastUpdateId":3,"bids":[["4.00000000","431.00000000"],["3.90000000","5.00000000"]],""" +
            "\"asks\":[[\"4.00000200\",\"12.00000000\"]]}",
            calls.Get("depth?symbol=BNBBTC"));
        Assert.Equal(
            """{"lastUpdateId":3,"bids":[["4.00000000","431.00000000"]],"asks":[["4.00000200","12.00000000"]]}""",
            calls.Get("depth?symbol=BNBBTC&limit=1&symbolStatus=TRADING"));
        Assert.Equal("""{"lastUpdateId":0,"bids":[],"asks":[]}""", calls.Get("depth?symbol=LTCBTC"));
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData("&limit=7", 7)]
    [InlineData("&limit=5000", 5000)]
    [InlineData("&limit=6000", 5000)]
    public void Depth_has_at_most_the_limit(string parameter, int expected)
    {
        var calls = new PublicCalls();
        calls.Apply(1, [], [.. Enumerable.Range(1, 5500).Select(i => Level(i, Side.Buy, $"{i}", "1"))]);
        Assert.Equal(expected, calls.Get("depth?symbol=BNBBTC" + parameter).Split("],[").Length);
    }

    /// <summary>rest-api.md, "Recent trades list": the example's trade.</summary>
    [Fact]
    public void Trades_are_told_oldest_first()
    {
        var calls = new PublicCalls();
        calls.Apply(1_499_865_549_590_123, [
            Trade(28457, "4.000001", "12", 1_499_865_549_590_123, buyerIsMaker: true),
            Trade(28458, "5", "1", 1_499_865_549_590_123)]);
        const string First =
            """{"id":28457,"price":"4.00000100","qty":"12.00000000","quoteQty":"48.00001200","time":1499865549590,""" +
            """
            "isBuyerMaker":true,"isBestMatch":true}
            """;
        const string Second =
            """{"id":28458,"price":"5.00000000","qty":"1.00000000","quoteQty":"5.00000000","time":1499865549590,""" +
            """
            "isBuyerMaker":false,"isBestMatch":true}
            """;
        Assert.Equal($"[{First},{Second}]", calls.Get("trades?symbol=BNBBTC"));
        Assert.Equal($"[{Second}]", calls.Get("trades?symbol=BNBBTC&limit=1"));
        Assert.Contains("\"time\":1499865549590123", calls.Get("trades?symbol=BNBBTC", microseconds: true));
        Assert.Equal("[]", calls.Get("trades?symbol=LTCBTC"));
    }

    [Theory]
    [InlineData("", 500)]
    [InlineData("&limit=1000", 1000)]
    [InlineData("&limit=5000", 1000)]
    public void Trades_are_at_most_the_limit(string parameter, int expected)
    {
        var calls = new PublicCalls();
        calls.Apply(1, [.. Enumerable.Range(1, 1200).Select(i => Trade(i, "1", "1", 1))]);
        Assert.Equal(expected, calls.Get("trades?symbol=BNBBTC" + parameter).Split("\"id\"").Length - 1);
    }

    [Fact]
    public void There_are_no_block_trades() =>
        Assert.Equal("[]", new PublicCalls().Get("historicalBlockTrades?symbol=BNBBTC&fromId=1&limit=10"));

    [Theory]
    [InlineData("depth", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("depth?symbol=", -1105, "Parameter 'symbol' was empty.")]
    [InlineData("depth?symbol=NONE", -1121, "Invalid symbol.")]
    [InlineData("depth?symbol=BNBBTC&limit=0", -1130, "Data sent for parameter 'limit' is not valid.")]
    [InlineData("depth?symbol=BNBBTC&limit=-1", -1100,
        "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'.")]
    [InlineData("depth?symbol=BNBBTC&symbolStatus=HALT", -1220,
        "The symbol's status does not match the requested symbolStatus.")]
    [InlineData("depth?symbol=BNBBTC&symbolStatus=halt", -1122, "Invalid symbolStatus.")]
    [InlineData("trades", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("trades?symbol=BNBBTC&limit=x", -1100,
        "Illegal characters found in parameter 'limit'; legal range is '^[0-9]{1,20}$'.")]
    [InlineData("avgPrice", -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("avgPrice?symbol=NONE", -1121, "Invalid symbol.")]
    [InlineData("historicalBlockTrades?symbol=BNBBTC", -1102,
        "Mandatory parameter 'fromId' was not sent, was empty/null, or malformed.")]
    [InlineData("referencePrice?symbol=BNBBTC", -2043, "This symbol doesn't have a reference price.")]
    [InlineData("referencePrice?symbol=NONE", -1121, "Invalid symbol.")]
    [InlineData("referencePrice/calculation?symbol=BNBBTC", -2043, "This symbol doesn't have a reference price.")]
    [InlineData("referencePrice/calculation?symbol=BNBBTC&symbolStatus=HALT", -1220,
        "The symbol's status does not match the requested symbolStatus.")]
    [InlineData("executionRules?symbol=BNBBTC&symbolStatus=TRADING", -1128, "Combination of optional parameters invalid.")]
    [InlineData("executionRules?symbol=BNBBTC&symbols=[\"BNBBTC\"]", -1128, "Combination of optional parameters invalid.")]
    public void Bad_parameters_are_told(string url, int code, string message) =>
        Assert.Equal((code, message), new PublicCalls().Error(url));

    [Fact]
    public void No_symbol_has_execution_rules()
    {
        var calls = new PublicCalls();
        Assert.Equal("""{"symbolRules":[{"symbol":"LTCBTC","rules":[]}]}""", calls.Get("executionRules?symbol=LTCBTC"));
        Assert.Equal(4, calls.Get("executionRules").Split("rules\":[]").Length);
        Assert.Equal("""{"symbolRules":[]}""", calls.Get("executionRules?symbolStatus=BREAK"));
    }

    [Fact]
    public void Names_beyond_ascii_are_found_and_told()
    {
        var calls = new PublicCalls();
        calls.SetReference(new VenueSettings(), TradingStatus.Trading, "币安BTC");
        Assert.StartsWith("{\"lastUpdateId\"", calls.Get("depth?symbol=%E5%B8%81%E5%AE%89BTC"));
        Assert.Equal(
            """[{"symbol":"币安BTC","price":"0.00000000"}]""",
            calls.Get("ticker/price?symbols=%5B%22%E5%B8%81%E5%AE%89BTC%22%5D"));
    }
}
