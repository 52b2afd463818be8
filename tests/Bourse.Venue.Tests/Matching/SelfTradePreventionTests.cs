using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Matching;

/// <summary>
/// The scenarios of faqs/stp_faq.md, "STP Examples", with their numbers, and what the modes mean for lists and quote
/// amounts.
/// </summary>
public sealed class SelfTradePreventionTests
{
    private readonly VenueHarness _venue = new();

    /// <summary>Scenario B: the makers expire and the taker goes on the book.</summary>
    [Fact]
    public void Expire_maker_takes_every_maker_and_rests()
    {
        long[] makers = PlaceMakers();
        long taker = _venue.Place(Alice, Order(Side.Sell, "1", "3", SelfTradePreventionMode.ExpireMaker));
        Assert.Equal(OrderStatus.New, _venue.Open(taker).Status);
        Assert.All(makers, id => Assert.False(_venue.IsOpen(id)));
        ExecutionReport[] prevented = Reports(ExecutionType.TradePrevention);
        Assert.Equal([Amount.Of("1.2"), Amount.Of("1.3"), Amount.Of("8.1")], prevented.Select(r => r.LastPreventedQuantity));
        Assert.All(prevented, r => Assert.Equal(OrderStatus.ExpiredInMatch, r.Order.Status));
        Assert.Equal([1L, 2L, 3L], _venue.Events.PreventedMatches.ToArray().Select(p => p.PreventedMatchId));
        Assert.All(_venue.Events.PreventedMatches.ToArray(), p => Assert.Equal(0, p.TakerPreventedQuantity));
    }

    /// <summary>Scenario C: the makers stay and the taker expires.</summary>
    [Fact]
    public void Expire_taker_leaves_the_makers()
    {
        long[] makers = PlaceMakers();
        long taker = _venue.Place(Alice, Order(Side.Sell, "1", "3", SelfTradePreventionMode.ExpireTaker));
        Assert.False(_venue.IsOpen(taker));
        Assert.All(makers, id => Assert.Equal(OrderStatus.New, _venue.Open(id).Status));
        ExecutionReport only = Assert.Single(Reports(ExecutionType.TradePrevention));
        Assert.Equal(
            (taker, Amount.Of("3"), OrderStatus.ExpiredInMatch),
            (only.Order.OrderId, only.Order.PreventedQuantity, only.Order.Status));
    }

    /// <summary>Scenario D: both expire, the maker's report first.</summary>
    [Fact]
    public void Expire_both_closes_both()
    {
        long maker = _venue.Place(Alice, Order(Side.Buy, "1", "1", SelfTradePreventionMode.None));
        long taker = _venue.Place(Alice, Order(Side.Sell, "1", "3", SelfTradePreventionMode.ExpireBoth));
        ExecutionReport[] prevented = Reports(ExecutionType.TradePrevention);
        Assert.Equal([maker, taker], prevented.Select(r => r.Order.OrderId));
        Assert.Equal([Amount.Of("1"), Amount.Of("3")], prevented.Select(r => r.Order.PreventedQuantity));
        Assert.False(_venue.IsOpen(maker) || _venue.IsOpen(taker));
    }

    /// <summary>Scenario E: the taker's mode decides.</summary>
    [Fact]
    public void The_takers_mode_decides()
    {
        long maker = _venue.Place(Alice, Order(Side.Buy, "1", "1", SelfTradePreventionMode.ExpireMaker));
        long taker = _venue.Place(Alice, Order(Side.Sell, "1", "1", SelfTradePreventionMode.ExpireTaker));
        Assert.True(_venue.IsOpen(maker));
        Assert.False(_venue.IsOpen(taker));
    }

    /// <summary>Scenario F: the maker EXPIRED_IN_MATCH, the market order EXPIRED without a fill.</summary>
    [Fact]
    public void A_market_order_that_finds_only_itself_expires()
    {
        _venue.Place(Alice, Order(Side.Buy, "1", "1", SelfTradePreventionMode.None));
        OrderParameters market = Market(Side.Sell, 1);
        market.SelfTradePrevention = SelfTradePreventionMode.ExpireMaker;
        _venue.Place(Alice, market);
        ExecutionReport last = _venue.Events.Reports[^1];
        Assert.Equal((OrderStatus.Expired, ExpiryReason.InsufficientLiquidity), (last.Order.Status, last.Order.ExpiryReason));
        Assert.Equal(OrderStatus.ExpiredInMatch, Assert.Single(Reports(ExecutionType.TradePrevention)).Order.Status);
    }

    /// <summary>Scenario G: both lose 2; the maker stays with 4.</summary>
    [Fact]
    public void Decrement_takes_the_smaller_from_both()
    {
        long maker = _venue.Place(Alice, Order(Side.Buy, "2", "6", SelfTradePreventionMode.None));
        long taker = _venue.Place(Alice, Order(Side.Sell, "2", "2", SelfTradePreventionMode.Decrement));
        Assert.False(_venue.IsOpen(taker));
        OrderFields left = _venue.Open(maker);
        Assert.Equal(
            (OrderStatus.New, Amount.Of("2"), Amount.Of("4")),
            (left.Status, left.PreventedQuantity, left.RemainingQuantity));
        Assert.Equal(Amount.Of("8"), _venue.View.Balance(Alice, Usdt).Locked);
        _venue.Reload();
    }

    [Fact]
    public void None_trades_with_itself()
    {
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        _venue.Place(Alice, Limit(Side.Sell, 1, 1));
        Assert.Equal(1, _venue.Events.Trades.Length);
    }

    [Fact]
    public void Accounts_of_one_trade_group_are_one_self()
    {
        foreach (int id in new[] { Alice, Bob })
            _venue.Operate(new UpdateAccount(
                new AccountSpec { Id = id, Name = "-", TradeGroupId = 4 }));
        _venue.Place(Alice, Limit(Side.Buy, 1, 1));
        _venue.Place(Bob, Order(Side.Sell, "1", "1", SelfTradePreventionMode.ExpireTaker));
        Assert.Equal(4, Assert.Single(_venue.Events.PreventedMatches.ToArray()).TradeGroupId);
        Assert.Equal(0, _venue.Events.Trades.Length);
    }

    [Fact]
    public void A_quote_amount_loses_what_the_prevented_quantity_would_have_cost()
    {
        _venue.Place(Alice, Limit(Side.Sell, 2, 3));
        _venue.Place(Bob, Limit(Side.Sell, 3, 10));
        OrderParameters market = Market(Side.Buy, 0);
        market.QuoteOrderQuantity = Amount.Of("12");
        market.SelfTradePrevention = SelfTradePreventionMode.Decrement;
        _venue.Place(Alice, market);
        // 12 buys 6 at 2; 3 of them are prevented and cost 6; the other 6 buy 2 at 3.
        TradeEvent trade = Assert.Single(_venue.Events.Trades.ToArray());
        Assert.Equal((Amount.Of("2"), Amount.Of("6")), (trade.Quantity, trade.Quote));
        Assert.Equal(OrderStatus.Filled, _venue.Events.Reports[^1].Order.Status);
        Assert.Equal(0, _venue.View.Balance(Alice, Usdt).Locked);
    }

    private long[] PlaceMakers() =>
    [
        _venue.Place(Alice, Order(Side.Buy, "1.2", "1.2", SelfTradePreventionMode.None)),
        _venue.Place(Alice, Order(Side.Buy, "1.1", "1.3", SelfTradePreventionMode.None)),
        _venue.Place(Alice, Order(Side.Buy, "1", "8.1", SelfTradePreventionMode.None)),
    ];

    private ExecutionReport[] Reports(ExecutionType type) =>
        _venue.Events.Reports.ToArray().Where(r => r.ExecutionType == type).ToArray();

    private static OrderParameters Order(
        Side side, string price, string quantity, SelfTradePreventionMode mode) => new()
        {
            Side = side,
            Type = OrderType.Limit,
            Price = Amount.Of(price),
            Quantity = Amount.Of(quantity),
            SelfTradePrevention = mode,
        };
}
