using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Limits;

/// <summary>
/// The unfilled order count by the examples of faqs/order_count_decrement.md; every fill takes one off.
/// </summary>
public sealed class OrderCountTests
{
    private const long Second = 1_000_000;
    private const long Day = 86_400 * Second;
    private readonly VenueHarness _venue = new() { NowUs = 1_700_006_400 * Second };

    /// <summary>"Example 1 — taker".</summary>
    [Fact]
    public void A_first_fill_as_taker_takes_one_off_and_later_fills_nothing()
    {
        Pass(1);
        _venue.Place(Alice, Limit(Side.Buy, 50, 1));
        Assert.Equal(1, Count(0));
        Pass(1);
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Place(Alice, Limit(Side.Buy, 100, 3));
        Assert.Equal(1, Count(0));
        Pass(1);
        _venue.Place(Alice, Limit(Side.Buy, 51, 1));
        Assert.Equal(2, Count(0));
        Pass(1);
        _venue.Place(Bob, Limit(Side.Sell, 100, 2));
        Assert.Equal(2, Count(0));
        Pass(1);
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Place(Alice, Market(Side.Buy, 1));
        Assert.Equal(2, Count(0));
    }

    /// <summary>"How do canceled or expired orders affect the unfilled order count?"</summary>
    [Fact]
    public void Cancels_and_expiries_change_nothing()
    {
        long a = _venue.Place(Alice, Limit(Side.Buy, 50, 1));
        _venue.Cancel(Alice, a);
        Assert.Equal(1, Count(0));
        OrderParameters fok = Limit(Side.Buy, 60, 1);
        fok.TimeInForce = TimeInForce.Fok;
        _venue.Place(Alice, fok);
        Assert.Equal(2, Count(0));
    }

    /// <summary>"What happens if I placed an order yesterday but it is filled the next day?"</summary>
    [Fact]
    public void Fills_take_off_todays_count_and_never_below_0()
    {
        for (int i = 0; i < 5; i++) _venue.Place(Alice, Limit(Side.Buy, 100 - i, 1));
        Assert.Equal(5, Count(1));
        _venue.NowUs += Day;
        for (int i = 0; i < 10; i++) _venue.Place(Alice, Limit(Side.Buy, 90 - i, 1));
        Assert.Equal(10, Count(1));
        for (int i = 0; i < 5; i++) _venue.Place(Bob, Limit(Side.Sell, 100 - i, 1));
        Assert.Equal(5, Count(1));
        for (int i = 0; i < 5; i++) _venue.Place(Bob, Limit(Side.Sell, 90 - i, 1));
        Assert.Equal(0, Count(1));
        _venue.Place(Alice, Limit(Side.Buy, 70, 1));
        _venue.Place(Alice, Limit(Side.Buy, 70, 1));
        Assert.Equal(2, Count(1));
        for (int i = 5; i < 10; i++) _venue.Place(Bob, Limit(Side.Sell, 90 - i, 1));
        Assert.Equal(0, Count(1));
        _venue.Reload();
    }

    [Fact]
    public void The_order_beyond_the_limit_is_refused_until_the_window_ends()
    {
        _venue.Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new(10, 3)] }));
        for (int i = 0; i < 3; i++) _venue.Place(Alice, Limit(Side.Buy, 50, 1));
        Assert.Equal(RejectReason.TooManyOrders, _venue.Refuse(Alice, Limit(Side.Buy, 50, 1)));
        _venue.Place(Bob, Limit(Side.Buy, 50, 1));
        Pass(10);
        _venue.Place(Alice, Limit(Side.Buy, 50, 1));
    }

    [Fact]
    public void An_unlimited_account_is_neither_counted_nor_refused()
    {
        _venue.Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new(10, 1)], OrdersMax = 1 }));
        _venue.Operate(new UpdateAccount(new AccountSpec
        {
            Id = Alice,
            Name = "-",
            Rights = AccountRights.Ordinary | AccountRights.Unlimited,
        }));
        for (int i = 0; i < 3; i++) _venue.Place(Alice, Limit(Side.Buy, 50, 1));
        Assert.Equal(0, Count(0));
    }

    [Fact]
    public void Other_limits_start_all_counts_at_0()
    {
        _venue.Place(Alice, Limit(Side.Buy, 50, 1));
        _venue.Operate(new ConfigureVenue(new VenueSettings { OrdersMax = 7 }));
        Assert.Equal(1, Count(0));
        _venue.Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new(10, 50)] }));
        Assert.Equal(0, Count(0));
    }

    private void Pass(int seconds) => _venue.NowUs += seconds * Second;

    private int Count(int limit)
    {
        Span<int> counts = stackalloc int[2];
        _venue.View.OrderCounts(Alice, counts);
        return counts[limit];
    }
}
