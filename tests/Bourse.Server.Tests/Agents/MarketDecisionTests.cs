using Bourse.Agents;

namespace Bourse.Server.Tests.Agents;

/// <summary>What makers quote and takers take, without a venue.</summary>
public sealed class MarketDecisionTests
{
    private static readonly SymbolRules BtcUsdt = new("BTCUSDT", "BTC", "USDT", 0.01m, 0.00001m, 0.00001m, 5m);
    private static readonly SymbolRules EthBtc = new("ETHBTC", "ETH", "BTC", 0.00001m, 0.0001m, 0.0001m, 0.0001m);

    private static FairPrices Fair(long seed = 1) => new(Settings(), new SeededRandom(seed));

    private static FleetSettings Settings() => new()
    {
        BaseUrl = new Uri("http://127.0.0.1:1"),
        AssetValues = new Dictionary<string, decimal> { ["BTC"] = 50_000, ["ETH"] = 2_500, ["USDT"] = 1 },
        Numeraire = "USDT",
        Accounts = [],
    };

    private static Holdings Holding(decimal btc, decimal usdt) =>
        new(new Dictionary<string, decimal> { ["BTC"] = btc, ["USDT"] = usdt }, Fair(), ["BTC", "USDT"]);

    [Fact]
    public void Cross_rates_agree_after_any_number_of_steps()
    {
        FairPrices fair = Fair();
        for (int i = 0; i < 5_000; i++) fair.Step();
        Assert.Equal(fair.ValueOf("ETH") / fair.ValueOf("BTC"), fair.PriceOf(EthBtc), 12);
        Assert.Equal(1, fair.ValueOf("USDT"));
    }

    [Fact]
    public void Prices_walk_but_stay_near_their_anchor()
    {
        FairPrices fair = Fair();
        double[] prices = [.. Enumerable.Range(0, 200_000).Select(_ =>
        {
            fair.Step();
            return fair.PriceOf(BtcUsdt);
        })];
        Assert.True(prices.Max() / prices.Min() > 1.01, "the price hardly moves");
        Assert.InRange(prices.Min(), 45_000, 50_000);
        Assert.InRange(prices.Max(), 50_000, 55_000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_prices_and_another_seed_others()
    {
        static double[] Walk(long seed)
        {
            FairPrices fair = Fair(seed);
            return [.. Enumerable.Range(0, 100).Select(_ =>
            {
                fair.Step();
                return fair.PriceOf(BtcUsdt);
            })];
        }

        Assert.Equal(Walk(5), Walk(5));
        Assert.NotEqual(Walk(5), Walk(6));
    }

    [Fact]
    public void A_maker_quotes_both_sides_of_the_fair_price_on_every_level_by_tick_and_step()
    {
        FairPrices fair = Fair();
        Holdings even = Holding(btc: 10, usdt: 500_000);
        for (int level = 0; level < QuoteLadder.LevelCount; level++)
        {
            Quote bid = QuoteLadder.Bid(BtcUsdt, fair, even, level, 0.3)!.Value;
            Quote ask = QuoteLadder.Ask(BtcUsdt, fair, even, level, 0.3)!.Value;
            Assert.True(bid.Price < 50_000 && ask.Price > 50_000);
            Assert.All([bid, ask], quote =>
            {
                Assert.Equal(0, quote.Price % BtcUsdt.TickSize);
                Assert.Equal(0, quote.Quantity % BtcUsdt.StepSize);
                Assert.True(quote.Price * quote.Quantity >= BtcUsdt.NotionalMin);
            });
        }
    }

    [Fact]
    public void Levels_lie_one_behind_the_other()
    {
        FairPrices fair = Fair();
        Holdings even = Holding(10, 500_000);
        decimal[] bids = [.. Enumerable.Range(0, QuoteLadder.LevelCount)
            .Select(level => QuoteLadder.Bid(BtcUsdt, fair, even, level, 0)!.Value.Price)];
        Assert.Equal(bids.OrderDescending(), bids);
        Assert.Equal(bids.Length, bids.Distinct().Count());
    }

    [Fact]
    public void A_maker_with_too_much_base_asks_lower_and_bids_lower()
    {
        FairPrices fair = Fair();
        Holdings even = Holding(10, 500_000), heavy = Holding(15, 250_000);
        Assert.True(
            QuoteLadder.Ask(BtcUsdt, fair, heavy, 0, 0)!.Value.Price < QuoteLadder.Ask(
                BtcUsdt, fair, even, 0, 0)!.Value.Price);
        Assert.True(
            QuoteLadder.Bid(BtcUsdt, fair, heavy, 0, 0)!.Value.Price < QuoteLadder.Bid(
                BtcUsdt, fair, even, 0, 0)!.Value.Price);
    }

    [Fact]
    public void A_maker_stops_offering_what_it_is_running_out_of()
    {
        FairPrices fair = Fair();
        Assert.Null(QuoteLadder.Ask(BtcUsdt, fair, Holding(btc: 0.5m, usdt: 975_000), 0, 0));
        Assert.NotNull(QuoteLadder.Bid(BtcUsdt, fair, Holding(btc: 0.5m, usdt: 975_000), 0, 0));
        Assert.Null(QuoteLadder.Bid(BtcUsdt, fair, Holding(btc: 19.5m, usdt: 25_000), 0, 0));
    }

    [Fact]
    public void A_taker_buys_as_often_as_it_sells_when_it_holds_as_much_of_both() =>
        Assert.InRange(BuysOf1000(Holding(10, 500_000)), 430, 570);

    [Fact]
    public void A_taker_evens_out_what_it_holds()
    {
        Assert.Equal(1000, BuysOf1000(Holding(btc: 0, usdt: 1_000_000)));
        Assert.Equal(0, BuysOf1000(Holding(btc: 20, usdt: 0)));
    }

    [Fact]
    public void A_taker_with_the_same_seed_decides_the_same()
    {
        string[] Decide(long seed)
        {
            var random = new SeededRandom(seed);
            return [.. Enumerable.Range(0, 50)
                .Select(_ => TakerAgent.Decide(BtcUsdt, Fair(), Holding(10, 500_000), random))];
        }

        Assert.Equal(Decide(3), Decide(3));
        Assert.NotEqual(Decide(3), Decide(4));
        foreach (string kind in new[] { "type=MARKET&quantity=", "quoteOrderQty=", "timeInForce=IOC" })
            Assert.Contains(Decide(3), order => order.Contains(kind, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_level_is_renewed_and_the_best_one_most_often()
    {
        int[] levels = [.. Enumerable.Range(0, 120).Select(MakerAgent.LevelOf)];
        Assert.Equal(Enumerable.Range(0, QuoteLadder.LevelCount), levels.Distinct().Order());
        Assert.InRange(levels.Count(level => level == 0), 50, 70);
    }

    private static int BuysOf1000(Holdings holdings)
    {
        var random = new SeededRandom(11);
        return Enumerable.Range(0, 1000)
            .Count(_ => TakerAgent.Decide(BtcUsdt, Fair(), holdings, random)
                .Contains("side=BUY", StringComparison.Ordinal));
    }
}
