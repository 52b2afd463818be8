using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Triggers;

/// <summary>
/// Stops: which trade fires them, in which order they work, and what they lock (docs/venue-rules.md, rules 12, 23 and
/// 24).
/// </summary>
public sealed class StopTests
{
    private readonly VenueHarness _venue = new();

    [Theory]
    [InlineData(OrderType.StopLossLimit, Side.Buy, 110, 109, 110)]
    [InlineData(OrderType.StopLossLimit, Side.Sell, 90, 91, 90)]
    [InlineData(OrderType.TakeProfitLimit, Side.Buy, 90, 91, 90)]
    [InlineData(OrderType.TakeProfitLimit, Side.Sell, 110, 109, 110)]
    public void It_waits_until_a_trade_reaches_its_price(OrderType type, Side side, long stop, long before, long at)
    {
        Trade(100);
        long id = _venue.Place(Alice, Stop(type, side, stop));
        Trade(before);
        Assert.False(_venue.Open(id).IsWorking);
        _venue.Reload();
        _venue.NowUs += 5;
        Trade(at);
        Assert.True(_venue.Open(id).IsWorking);
        Assert.Equal(_venue.NowUs, _venue.Open(id).WorkingTimeUs);
    }

    [Theory]
    [InlineData(OrderType.StopLossLimit, Side.Buy, 100)]
    [InlineData(OrderType.StopLossLimit, Side.Sell, 100)]
    [InlineData(OrderType.TakeProfit, Side.Buy, 101)]
    [InlineData(OrderType.TakeProfit, Side.Sell, 99)]
    public void One_that_would_fire_at_once_is_refused(OrderType type, Side side, long stop)
    {
        Trade(100);
        OrderParameters order = Stop(type, side, stop);
        if (type == OrderType.TakeProfit) order.Price = 0;
        Assert.Equal(RejectReason.WouldTriggerImmediately, _venue.Refuse(Alice, order));
    }

    [Fact]
    public void Those_above_work_from_the_lowest_up_then_those_below_and_ties_by_age()
    {
        Trade(100);
        long high = _venue.Place(Alice, Stop(OrderType.StopLossLimit, Side.Buy, 120));
        long low = _venue.Place(Alice, Stop(OrderType.StopLossLimit, Side.Buy, 110));
        long tie = _venue.Place(Alice, Stop(OrderType.TakeProfitLimit, Side.Sell, 110));
        Trade(130);
        long[] worked = _venue.Events.Reports.ToArray()
            .Where(r => r.ExecutionType == ExecutionType.New && r.Order.StopPrice != 0).Select(r => r.Order.OrderId).ToArray();
        Assert.Equal([low, tie, high], worked);
    }

    [Fact]
    public void A_buy_to_market_holds_by_the_greater_of_stop_and_last_and_may_pay_more()
    {
        Trade(100);
        OrderParameters stop = Stop(OrderType.StopLoss, Side.Buy, 110);
        stop.Price = 0;
        _venue.Place(Alice, stop);
        Assert.Equal(110 * One, _venue.View.Balance(Alice, Usdt).Locked);
        _venue.Place(Bob, Limit(Side.Sell, 200, 5));
        Trade(110);
        Assert.Equal(200 * One, _venue.Events.Trades[^1].Price);
        Assert.Equal(0, _venue.View.Balance(Alice, Usdt).Locked);
        Assert.Equal((1_000_000 - 200) * One, _venue.View.Balance(Alice, Usdt).Free);
    }

    [Fact]
    public void A_stop_that_a_fired_one_sets_off_works_after_those_fired_before()
    {
        Trade(100);
        _venue.Place(Bob, Limit(Side.Sell, 150, 1));
        OrderParameters market = Stop(OrderType.StopLoss, Side.Buy, 110);
        market.Price = 0;
        long first = _venue.Place(Alice, market);
        long second = _venue.Place(Alice, Stop(OrderType.StopLossLimit, Side.Buy, 112));
        long later = _venue.Place(Alice, Stop(OrderType.StopLossLimit, Side.Buy, 140));
        Trade(115);
        long[] worked = _venue.Events.Reports.ToArray()
            .Where(r => r.ExecutionType == ExecutionType.New && r.Order.StopPrice != 0).Select(r => r.Order.OrderId).ToArray();
        Assert.Equal([first, second, later], worked);
    }

    private static OrderParameters Stop(OrderType type, Side side, long stop) => new()
    {
        Side = side,
        Type = type,
        Price = side == Side.Buy ? One : 500 * One,
        Quantity = One,
        StopPrice = stop * One,
        SelfTradePrevention = SelfTradePreventionMode.None,
    };

    private void Trade(long price)
    {
        _venue.Place(Bob, Limit(Side.Sell, price, 1));
        _venue.Place(Carol, Limit(Side.Buy, price, 1));
        Assert.Equal(price * One, _venue.Events.Trades[0].Price);
    }
}
