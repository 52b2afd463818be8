namespace Bourse.Api.Tests.MarketData;

/// <summary>The weights of rest-api.md, "General endpoints" and "Market Data endpoints".</summary>
public sealed class MarketDataWeightsTests
{
    [Theory]
    [InlineData("ping", 1)]
    [InlineData("time", 1)]
    [InlineData("exchangeInfo", 20)]
    [InlineData("exchangeInfo?symbol=BNBBTC", 20)]
    [InlineData("depth?symbol=BNBBTC", 5)]
    [InlineData("depth?symbol=BNBBTC&limit=1", 5)]
    [InlineData("depth?symbol=BNBBTC&limit=100", 5)]
    [InlineData("depth?symbol=BNBBTC&limit=101", 25)]
    [InlineData("depth?symbol=BNBBTC&limit=500", 25)]
    [InlineData("depth?symbol=BNBBTC&limit=501", 50)]
    [InlineData("depth?symbol=BNBBTC&limit=1000", 50)]
    [InlineData("depth?symbol=BNBBTC&limit=1001", 250)]
    [InlineData("depth?symbol=BNBBTC&limit=9999", 250)]
    [InlineData("trades?symbol=BNBBTC", 25)]
    [InlineData("historicalBlockTrades?symbol=BNBBTC", 25)]
    [InlineData("avgPrice?symbol=BNBBTC", 2)]
    [InlineData("ticker/24hr?symbol=BNBBTC", 2)]
    [InlineData("ticker/24hr", 80)]
    [InlineData("ticker/price?symbol=BNBBTC", 2)]
    [InlineData("ticker/price", 4)]
    [InlineData("ticker/price?symbols=[\"BNBBTC\"]", 4)]
    [InlineData("ticker/bookTicker?symbol=BNBBTC", 2)]
    [InlineData("ticker/bookTicker", 4)]
    [InlineData("ticker/bookTicker?symbols=[\"BNBBTC\",\"LTCBTC\"]", 4)]
    [InlineData("ticker?symbol=BNBBTC", 4)]
    [InlineData("ticker/tradingDay?symbol=BNBBTC", 4)]
    [InlineData("executionRules", 40)]
    [InlineData("executionRules?symbolStatus=HALT", 40)]
    [InlineData("executionRules?symbol=BNBBTC", 2)]
    [InlineData("referencePrice?symbol=BNBBTC", 2)]
    [InlineData("referencePrice/calculation?symbol=BNBBTC", 2)]
    public void Weights_are_those_of_the_specification(string url, int weight) =>
        Assert.Equal(weight, new PublicCalls().Weight(url));

    [Theory]
    [InlineData("ticker/24hr", 20, 2)]
    [InlineData("ticker/24hr", 21, 40)]
    [InlineData("ticker/24hr", 100, 40)]
    [InlineData("ticker/24hr", 101, 80)]
    [InlineData("ticker", 1, 4)]
    [InlineData("ticker", 50, 200)]
    [InlineData("ticker", 51, 200)]
    [InlineData("ticker/tradingDay", 49, 196)]
    [InlineData("executionRules", 20, 40)]
    [InlineData("executionRules", 19, 38)]
    [InlineData("executionRules", 30, 40)]
    public void Weights_grow_with_the_number_of_symbols(string path, int count, int weight)
    {
        IEnumerable<string> names = Enumerable.Range(1, count).Select(i => $"S{i}");
        Assert.Equal(weight, new PublicCalls().Weight($"{path}?symbols={TickerEndpointsTests.List(names)}"));
    }
}
