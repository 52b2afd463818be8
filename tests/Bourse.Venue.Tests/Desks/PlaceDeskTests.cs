using Bourse.Venue.Accounts;
using Bourse.Venue.Books;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>Placing: resting, taking, holds, and what a refusal leaves behind.</summary>
public sealed class PlaceDeskTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void A_limit_buy_rests_and_locks_its_cost()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        Assert.Equal(200 * One, _venue.View.Balance(Alice, Usdt).Locked);
        Assert.Equal(OrderStatus.New, _venue.Open(id).Status);
        var depth = new List<DepthLevel>();
        _venue.View.Depth(1, Side.Buy, 10, depth);
        Assert.Equal([new DepthLevel(100 * One, 2 * One)], depth);
        _venue.Reload();
    }

    [Fact]
    public void A_cross_trades_at_the_makers_price_and_releases_the_surplus()
    {
        long maker = _venue.Place(Alice, Limit(Side.Sell, 100, 2));
        long taker = _venue.Place(Bob, Limit(Side.Buy, 110, 3));
        Assert.False(_venue.IsOpen(maker));
        Assert.Equal(One, _venue.Open(taker).RemainingQuantity);
        Assert.Equal(new Balance((1_000_000 - 200 - 110) * One, 110 * One), _venue.View.Balance(Bob, Usdt));
        Assert.Equal(1_000_200 * One, _venue.View.Balance(Alice, Usdt).Free);
        Assert.Equal(100 * One, _venue.View.LastPrice(1));
        Assert.Equal(1, _venue.Events.Trades.Length);
        _venue.Reload();
    }

    [Fact]
    public void An_order_beyond_the_balance_is_refused_and_changes_nothing() =>
        Assert.Equal(RejectReason.InsufficientBalance, _venue.Refuse(Alice, Limit(Side.Buy, 1_000_001, 1)));
}
