using System.Text.Json.Nodes;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using static Bourse.Api.Tests.MarketData.Events;

namespace Bourse.Api.Tests.MarketData;

public sealed class TickerEndpointsTests
{
    private const long DayUs = 86_400_000_000;

    /// <summary>The close time of rest-api.md's example of the rolling window: 2022-01-04 09:17:47.099.</summary>
    private const long NowUs = 1_641_287_867_099_000;

    [Fact]
    public void The_day_is_told_in_the_specifications_form()
    {
        const string Expected = """
            {
              "symbol": "BNBBTC",
              "priceChange": "-95.00000000",
              "priceChangePercent": "-95.960",
              "weightedAvgPrice": "20.83333333",
              "prevClosePrice": "0.10002000",
              "lastPrice": "4.00000000",
              "lastQty": "2.00000000",
              "bidPrice": "3.99000000",
              "bidQty": "100.00000000",
              "askPrice": "4.00000200",
              "askQty": "7.00000000",
              "openPrice": "99.00000000",
              "highPrice": "99.00000000",
              "lowPrice": "4.00000000",
              "volume": "6.00000000",
              "quoteVolume": "125.00000000",
              "openTime": 1641201467099,
              "closeTime": 1641287867099,
              "firstId": 28385,
              "lastId": 28387,
              "count": 3
            }
            """;
        PublicCalls calls = WithTrades();
        Assert.Equal(PublicCalls.Compact(Expected), calls.Get("ticker/24hr?symbol=BNBBTC"));
        Assert.Equal($"[{PublicCalls.Compact(Expected)}]", calls.Get("ticker/24hr?symbols=[\"BNBBTC\"]&type=FULL"));
        Assert.Contains("\"closeTime\":1641287867099000", calls.Get("ticker/24hr?symbol=BNBBTC", microseconds: true));
    }

    [Fact]
    public void A_rolling_window_is_told_in_the_specifications_form()
    {
        const string Expected = """
            {
              "symbol": "BNBBTC",
              "priceChange": "-2.00000000",
              "priceChangePercent": "-33.333",
              "weightedAvgPrice": "4.66666667",
              "openPrice": "6.00000000",
              "highPrice": "6.00000000",
              "lowPrice": "4.00000000",
              "lastPrice": "4.00000000",
              "volume": "3.00000000",
              "quoteVolume": "14.00000000",
              "openTime": 1641287760000,
              "closeTime": 1641287867099,
              "firstId": 2,
              "lastId": 3,
              "count": 2
            }
            """;
        var calls = new PublicCalls();
        calls.Apply(NowUs - 120_000_000, [Trade(1, "9", "1", NowUs - 120_000_000)]);
        calls.Apply(NowUs, [Trade(2, "6", "1", NowUs), Trade(3, "4", "2", NowUs)]);
        Assert.Equal(
            PublicCalls.Compact(Expected),
            calls.Get("ticker?symbol=BNBBTC&windowSize=1m"));
    }

    [Fact]
    public void A_mini_ticker_leaves_changes_out()
    {
        const string Expected = """
            {
              "symbol": "BNBBTC",
              "openPrice": "99.00000000",
              "highPrice": "99.00000000",
              "lowPrice": "4.00000000",
              "lastPrice": "4.00000000",
              "volume": "6.00000000",
              "quoteVolume": "125.00000000",
              "openTime": 1641201467099,
              "closeTime": 1641287867099,
              "firstId": 28385,
              "lastId": 28387,
              "count": 3
            }
            """;
        PublicCalls calls = WithTrades();
        Assert.Equal(PublicCalls.Compact(Expected), calls.Get("ticker/24hr?symbol=BNBBTC&type=MINI"));
        Assert.Equal(
            PublicCalls.Compact(Expected).Replace("1641201467099", "1641201420000"),
            calls.Get("ticker?symbol=BNBBTC&type=MINI"));
    }

    [Theory]
    [InlineData("1m", 1)]
    [InlineData("59m", 59)]
    [InlineData("1h", 60)]
    [InlineData("23h", 23 * 60)]
    [InlineData("1d", 24 * 60)]
    [InlineData("7d", 7 * 24 * 60)]
    public void Every_unit_of_a_window_is_taken(string windowSize, int minutes)
    {
        long openMs = (NowUs - minutes * 60_000_000L) / 60_000_000 * 60_000;
        string answer = WithTrades().Get($"ticker?symbol=BNBBTC&windowSize={windowSize}");
        Assert.Equal(openMs, (long)JsonNode.Parse(answer)!["openTime"]!);
    }

    /// <summary>rest-api.md, "Trading Day Ticker": the values that timeZone supports.</summary>
    [Theory]
    [InlineData("", 1_641_254_400_000)]
    [InlineData("&timeZone=0", 1_641_254_400_000)]
    [InlineData("&timeZone=8", 1_641_225_600_000)]
    [InlineData("&timeZone=-1:00", 1_641_258_000_000)]
    [InlineData("&timeZone=05:45", 1_641_233_700_000)]
    [InlineData("&timeZone=%2B14:00", 1_641_204_000_000)]
    [InlineData("&timeZone=-12:00", 1_641_211_200_000)]
    public void A_trading_day_starts_at_midnight_of_its_zone(string parameter, long openMs)
    {
        JsonNode ticker = JsonNode.Parse(WithTrades().Get("ticker/tradingDay?symbol=BNBBTC" + parameter))!;
        Assert.Equal(openMs, (long)ticker["openTime"]!);
        Assert.Equal(openMs + 86_399_999, (long)ticker["closeTime"]!);
        Assert.Null(ticker["prevClosePrice"]);
    }

    [Fact]
    public void Last_prices_are_told_for_one_several_or_all_symbols()
    {
        const string First = """{"symbol":"BNBBTC","price":"4.00000000"}""";
        const string Second = """{"symbol":"LTCBTC","price":"0.00000000"}""";
        const string Third = """{"symbol":"ETHBTC","price":"0.00000000"}""";
        PublicCalls calls = WithTrades();
        Assert.Equal(First, calls.Get("ticker/price?symbol=BNBBTC"));
        Assert.Equal($"[{Third},{First}]", calls.Get("ticker/price?symbols=[\"ETHBTC\",\"BNBBTC\"]"));
        Assert.Equal($"[{First},{Second},{Third}]", calls.Get("ticker/price"));
    }

    [Fact]
    public void Best_prices_are_zero_where_a_side_is_empty()
    {
        const string First =
            """{"symbol":"BNBBTC","bidPrice":"3.99000000","bidQty":"100.00000000","askPrice":"4.00000200","askQty":"7.00000000"}""";
        const string Second =
            """{"symbol":"LTCBTC","bidPrice":"0.00000000","bidQty":"0.00000000","askPrice":"0.00000000","askQty":"0.00000000"}""";
        PublicCalls calls = WithTrades();
        Assert.Equal(First, calls.Get("ticker/bookTicker?symbol=BNBBTC"));
        Assert.Equal($"[{First},{Second}]", calls.Get("ticker/bookTicker?symbols=%5B%22BNBBTC%22,%22LTCBTC%22%5D"));
    }

    /// <summary>CHANGELOG.md, 2025-10-28.</summary>
    [Theory]
    [InlineData("ticker/24hr")]
    [InlineData("ticker/price")]
    [InlineData("ticker/bookTicker")]
    [InlineData("ticker")]
    [InlineData("ticker/tradingDay")]
    public void Several_symbols_are_left_out_by_status_and_one_is_refused(string path)
    {
        var calls = new PublicCalls();
        calls.SetReference(
            new VenueSettings(),
            TradingStatus.Trading,
            PublicCalls.Symbol(1, "BNBBTC"),
            PublicCalls.Symbol(2, "LTCBTC") with { Status = TradingStatus.CancelOnly });
        string answer = calls.Get(path + "?symbols=[\"BNBBTC\",\"LTCBTC\"]&symbolStatus=CANCEL_ONLY");
        Assert.Equal("LTCBTC", (string)Assert.Single(JsonNode.Parse(answer)!.AsArray())!["symbol"]!);
        Assert.Equal(-1220, calls.Error(path + "?symbol=BNBBTC&symbolStatus=HALT").Code);
    }

    [Fact]
    public void Sums_beyond_64_bits_are_told_in_full()
    {
        var calls = new PublicCalls();
        calls.Apply(NowUs, [.. Enumerable.Range(1, 20).Select(i => Trade(i, "1", "90000000000", NowUs))]);
        Assert.Equal("1800000000000.00000000", (string)JsonNode.Parse(calls.Get("ticker/24hr?symbol=BNBBTC"))!["volume"]!);
    }

    [Theory]
    [InlineData("ticker/24hr?symbol=NONE", -1121, "Invalid symbol.")]
    [InlineData("ticker/24hr?symbol=bnbbtc", -1100,
        @"Illegal characters found in parameter 'symbol'; legal range is '^[\w\-._&&[^a-z]]{1,50}$'.")]
    [InlineData("ticker/24hr?symbol=BNBBTC&type=SMALL", -1139, "Invalid ticker type.")]
    [InlineData("ticker/24hr?symbol=BNBBTC&symbols=[\"BNBBTC\"]", -1128, "Combination of optional parameters invalid.")]
    [InlineData("ticker/24hr?symbols=[\"BNBBTC\",\"BNBBTC\"]", -1151, "Symbol is present multiple times in the list.")]
    [InlineData("ticker/24hr?symbols=BNBBTC", -1100, MalformedSymbols)]
    [InlineData("ticker/24hr?symbols=[]", -1100, MalformedSymbols)]
    [InlineData("ticker/24hr?symbols=[\"BNBBTC\", \"LTCBTC\"]", -1100, MalformedSymbols)]
    [InlineData("ticker/24hr?symbols=[\"BNBBTC\",]", -1100, MalformedSymbols)]
    [InlineData("ticker/24hr?symbols=[\"BNBBTC\"", -1100, MalformedSymbols)]
    [InlineData("ticker/price?symbols=", -1105, "Parameter 'symbols' was empty.")]
    [InlineData("ticker", -1102, "Param 'symbol' or 'symbols' must be sent, but both were empty/null!")]
    [InlineData("ticker/tradingDay", -1102, "Param 'symbol' or 'symbols' must be sent, but both were empty/null!")]
    [InlineData("ticker/tradingDay?symbol=BNBBTC&timeZone=15", -1130, "Data sent for parameter 'timeZone' is not valid.")]
    [InlineData("ticker/tradingDay?symbol=BNBBTC&timeZone=1:5", -1130, "Data sent for parameter 'timeZone' is not valid.")]
    [InlineData("ticker/tradingDay?symbol=BNBBTC&timeZone=UTC", -1130, "Data sent for parameter 'timeZone' is not valid.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=0m", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=60m", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=24h", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=8d", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=1d2h", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=1w", -1120, "Invalid interval.")]
    [InlineData("ticker?symbol=BNBBTC&windowSize=", -1105, "Parameter 'windowSize' was empty.")]
    public void Bad_parameters_are_told(string url, int code, string message) =>
        Assert.Equal((code, message), new PublicCalls().Error(url));

    private const string MalformedSymbols =
        @"Illegal characters found in parameter 'symbols'; legal range is " +
        @"'^\[""[\w\-._&&[^a-z]]{1,50}""(,""[\w\-._&&[^a-z]]{1,50}""){0,}\]$'.";

    [Theory]
    [InlineData("ticker")]
    [InlineData("ticker/tradingDay")]
    public void A_window_is_told_for_at_most_100_symbols(string path)
    {
        var calls = new PublicCalls();
        string[] names = [.. Enumerable.Range(1, 101).Select(i => $"S{i}")];
        calls.SetReference(new VenueSettings(), TradingStatus.Trading, names);
        Assert.Equal(100, JsonNode.Parse(calls.Get($"{path}?symbols={List(names[..100])}"))!.AsArray().Count);
        Assert.Equal(
            (-1101, "Too many parameters; expected '100' and received '101'."), calls.Error($"{path}?symbols={List(names)}"));
    }

    internal static string List(IEnumerable<string> names) => "[" + string.Join(',', names.Select(n => $"\"{n}\"")) + "]";

    /// <summary>A trade of the day before, and three of today; a book.</summary>
    private static PublicCalls WithTrades()
    {
        var calls = new PublicCalls();
        calls.Apply(NowUs - DayUs - 60_000_000, [Trade(28384, "0.10002", "5", NowUs - DayUs - 60_000_000)]);
        calls.Apply(NowUs - 9_000_000, [
            Trade(28385, "99", "1", NowUs - 9_000_000), Trade(28386, "6", "3", NowUs - 9_000_000)]);
        calls.Apply(NowUs, [Trade(28387, "4", "2", NowUs)], [
            Level(1, Side.Buy, "3.99", "100"), Level(2, Side.Sell, "4.000002", "7"), Level(3, Side.Sell, "5", "1")]);
        calls.Apply(NowUs, []);
        return calls;
    }
}
