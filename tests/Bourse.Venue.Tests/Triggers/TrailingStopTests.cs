using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Triggers;

/// <summary>The scenarios of faqs/trailing-stop-faq.md, "Trailing Stop Order Scenarios", trade by trade.</summary>
public sealed class TrailingStopTests
{
    private readonly VenueHarness _venue = new();

    [Theory]
    // Scenario A: STOP_LOSS_LIMIT BUY, stop 44,000, delta 500, first extreme 44,000, lowest 42,000, fires at 44,100.
    [InlineData(Side.Buy, OrderType.StopLossLimit, "44000", 500, "45000", "40000 38500 37000 40000 44000 46000 42000 44099", "44100")]
    // Scenario B: STOP_LOSS_LIMIT SELL, stop 39,000, delta 1000, highest 41,000, fires at 36,900.
    [InlineData(Side.Sell, OrderType.StopLossLimit, "39000", 1000, "38000", "40000 41500 39000 37000 41000 36901", "36900")]
    // Scenario C: TAKE_PROFIT_LIMIT BUY, stop 38,000, delta 850, lowest 37,000, fires at 40,145.
    [InlineData(Side.Buy, OrderType.TakeProfitLimit, "38000", 850, "38500", "40000 42000 38000 37000 39000 38000 40144", "40145")]
    // Scenario D: TAKE_PROFIT_LIMIT SELL, stop 42,000, delta 750, highest 46,500, fires at 43,012.5.
    [InlineData(Side.Sell, OrderType.TakeProfitLimit, "42000", 750, "41000", "40000 41500 39000 42000 45000 44000 46500 43012.6", "43012.5")]
    // Scenario E: without a stop price it tracks from placement; delta 700, highest 45,500, fires at 42,315.
    [InlineData(Side.Sell, OrderType.StopLossLimit, "0", 700, "39000", "40000 42000 39500 45500 42315.1", "42315")]
    public void It_fires_at_the_trade_that_the_scenario_names(
        Side side, OrderType type, string stop, int delta, string price, string quiet, string fires)
    {
        string[] trades = quiet.Split(' ');
        Trade(trades[0]);
        long id = _venue.Place(Alice, new OrderParameters
        {
            Side = side,
            Type = type,
            Price = Amount.Of(price),
            Quantity = Amount.Of("0.5"),
            StopPrice = Amount.Of(stop),
            TrailingDelta = delta,
        });
        foreach (string trade in trades.Skip(1))
        {
            Trade(trade);
            Assert.False(_venue.Open(id).IsWorking, $"fired at {trade}");
            _venue.Reload();
        }
        Trade(fires);
        Assert.Contains(
            _venue.Events.Reports.ToArray(),
            r => r.Order.OrderId == id && r.ExecutionType == ExecutionType.New && r.Order.IsWorking);
    }

    [Fact]
    public void Without_a_stop_price_tracking_starts_at_placement()
    {
        Trade("100");
        long id = _venue.Place(Alice, Trailing());
        Assert.Equal(_venue.NowUs, _venue.Open(id).TrailingTimeUs);
    }

    [Fact]
    public void On_a_symbol_that_never_traded_the_first_trade_is_the_first_extreme()
    {
        long id = _venue.Place(Alice, Trailing());
        Trade("100");
        Assert.False(_venue.Open(id).IsWorking);
        Trade("90");
        Assert.False(_venue.IsOpen(id));
    }

    private static OrderParameters Trailing() => new()
    {
        Side = Side.Sell,
        Type = OrderType.StopLoss,
        Quantity = Amount.Of("0.5"),
        TrailingDelta = 1000,
    };

    /// <summary>
    /// One trade of 0.00000001 at the price, between the other two accounts, that leaves nothing behind.
    /// </summary>
    private void Trade(string price)
    {
        OrderParameters ask = Limit(Side.Sell, 0, 0);
        ask.Price = Amount.Of(price);
        ask.Quantity = Amount.Of("0.001");
        OrderParameters bid = ask;
        bid.Side = Side.Buy;
        _venue.Place(Bob, ask);
        _venue.Place(Carol, bid);
        Assert.Equal(ask.Price, _venue.Events.Trades[0].Price);
    }
}
