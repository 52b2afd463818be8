using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>
/// Unfilled order counts: faqs/order_count_decrement.md with its tables. One thing differs on purpose: its makers take five off ("may be
/// decremented by more than one"), ours one, like takers (docs/venue-rules.md, rule 30).
/// </summary>
public sealed class OrderCountScenarios
{
    [Fact]
    public void Example_1_the_first_fill_as_taker_takes_one_off() => new Market()
        .Place("bob", "SELL LIMIT 1 @ 10")
        .At("00:00:01").Place("alice", "BUY LIMIT 1 @ 1", "A").OrderCountIs("alice", 1)
        .At("00:00:02").Place("alice", "BUY LIMIT 5 @ 10", "B").OrderIs("B", "PARTIALLY_FILLED", "1/5").OrderCountIs("alice", 1)
        .At("00:00:03").Place("alice", "BUY LIMIT 1 @ 1", "C").OrderCountIs("alice", 2)
        .At("00:00:04").Place("bob", "SELL LIMIT 1 @ 10").OrderIs("B", "PARTIALLY_FILLED", "2/5").OrderCountIs("alice", 2)
        .Place("bob", "SELL LIMIT 3 @ 10").OrderIs("B", "FILLED", "5/5").OrderCountIs("alice", 2)
        .At("00:00:05").Place("bob", "SELL LIMIT 1 @ 10").Place("alice", "BUY MARKET 1", "D").OrderCountIs("alice", 2);

    [Fact]
    public void Example_2_the_first_fill_as_maker_takes_off_in_the_window_that_runs() => new Market()
        .At("00:00:01").Place("alice", "BUY LIMIT 5 @ 10", "A").Place("alice", "BUY LIMIT 5 @ 9", "B")
        .At("00:00:02").Place("alice", "BUY LIMIT 1 @ 8").Place("alice", "BUY LIMIT 1 @ 8").Place("alice", "BUY LIMIT 1 @ 8")
        .OrderCountIs("alice", 5)
        .At("00:00:03").Place("bob", "SELL LIMIT 1 @ 10").OrderIs("A", "PARTIALLY_FILLED").OrderCountIs("alice", 4)
        .At("00:00:05").Place("bob", "SELL LIMIT 4 @ 10").OrderIs("A", "FILLED").OrderCountIs("alice", 4)
        .Place("bob", "SELL LIMIT 1 @ 9").OrderIs("B", "PARTIALLY_FILLED").OrderCountIs("alice", 3);

    [Fact]
    public void Canceled_and_expired_orders_do_not_change_the_count() => new Market()
        .At("00:00:01").Place("alice", "BUY LIMIT 1 @ 1", "A").OrderCountIs("alice", 1)
        .At("00:00:02").Cancel("alice", "A").OrderCountIs("alice", 1)
        .Place("alice", "BUY LIMIT 1 @ 1", "B").OrderCountIs("alice", 2)
        .At("00:00:03").Place("bob", "SELL LIMIT 1 @ 10").Place("alice", "BUY LIMIT 1 @ 10 FOK", "C")
        .OrderIs("C", "FILLED").OrderCountIs("alice", 2)
        .At("00:00:05").Place("alice", "BUY LIMIT 1 @ 1", "D").OrderCountIs("alice", 3)
        .At("00:00:06").Place("alice", "BUY LIMIT 1 @ 10 FOK", "E").OrderIs("E", "EXPIRED").OrderCountIs("alice", 4)
        .At("00:00:07").Cancel("alice", "D").OrderCountIs("alice", 4)
        .Place("alice", "BUY LIMIT 1 @ 1", "F").OrderCountIs("alice", 5);

    [Fact]
    public void Orders_of_yesterday_that_fill_today_decrease_today_s_count_and_never_below_0()
    {
        Market market = new Market()
            .Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new OrderRateLimit(86_400, 100)] }));
        market.At("09:00:00");
        Place(market, 1, 5).OrderCountIs("alice", 5);
        market.At("00:00:00", day: 1).Tick().OrderCountIs("alice", 0).At("09:00:00", day: 1);
        Place(market, 6, 15).OrderCountIs("alice", 10);
        market.At("12:00:00", day: 1).Place("bob", "SELL LIMIT 5 @ 1").OrderCountIs("alice", 5);
        market.At("13:00:00", day: 1).Place("bob", "SELL LIMIT 5 @ 1").OrderCountIs("alice", 0);
        market.At("14:00:00", day: 1);
        Place(market, 16, 17).OrderCountIs("alice", 2);
        market.At("15:00:00", day: 1).Place("bob", "SELL LIMIT 5 @ 1").OrderCountIs("alice", 0);
    }

    [Fact]
    public void A_hundred_orders_in_ten_seconds_then_a_hundred_more_in_the_next_ten()
    {
        Market market = new Market().At("12:34:00");
        Place(market, 1, 100).OrderCountIs("alice", 100);
        market.At("12:34:09").Place("alice", "BUY LIMIT 1 @ 1").Refused(RejectReason.TooManyOrders);
        market.Place("bob", "BUY LIMIT 1 @ 1").Accepted();
        market.At("12:34:10");
        Place(market, 101, 200).OrderCountIs("alice", 100);
    }

    /// <summary>CHANGELOG.md, 2025-04-07: beyond the limit of a day the count of the seconds does not grow either.</summary>
    [Fact]
    public void An_order_beyond_one_limit_counts_for_none() => new Market().At("00:00:01")
        .Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new(10, 100), new(86_400, 2)] }))
        .Place("alice", "BUY LIMIT 1 @ 1").Place("alice", "BUY LIMIT 1 @ 1").OrderCountIs("alice", 2)
        .Place("alice", "BUY LIMIT 1 @ 1").Refused(RejectReason.TooManyOrders).OrderCountIs("alice", 2);

    [Fact]
    public void Lists_count_as_2_and_3() => new Market()
        .PlaceList("alice", ListKind.Oco, "x", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2").OrderCountIs("alice", 2)
        .PlaceList("alice", ListKind.Oto, "y", "BUY LIMIT 1 @ 1", "SELL LIMIT 1 @ 9").OrderCountIs("alice", 4)
        .PlaceList("alice", ListKind.Otoco, "z", "BUY LIMIT 1 @ 1", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2")
        .OrderCountIs("alice", 7);

    [Fact]
    public void A_list_needs_room_for_all_its_orders() => Limited(3)
        .Place("alice", "BUY LIMIT 1 @ 1").Place("alice", "BUY LIMIT 1 @ 1")
        .PlaceList("alice", ListKind.Oco, "x", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2").Refused(RejectReason.TooManyOrders)
        .Place("alice", "BUY LIMIT 1 @ 1").Accepted();

    [Fact]
    public void An_amendment_costs_nothing() => new Market()
        .Place("alice", "BUY LIMIT 5 @ 1", "A").Amend("alice", "A", "4").OrderCountIs("alice", 1);

    /// <summary>rest-api.md, "Cancel an Existing Order and Send a New Order": orderRateLimitExceededMode.</summary>
    [Fact]
    public void Cancel_replace_past_the_limit_does_nothing_or_only_cancels()
    {
        Market market = Limited(2).Place("alice", "BUY LIMIT 1 @ 1", "a").Place("alice", "BUY LIMIT 1 @ 1", "b");
        market.Replace("alice", "a", "BUY LIMIT 1 @ 2", "c").Refused(RejectReason.TooManyOrders);
        Assert.False(market.Outcome.CancelAttempted);
        market.Replace("alice", "a", "BUY LIMIT 1 @ 2", "c", rate: OrderRateLimitExceededMode.CancelOnly)
            .Ended(RejectReason.TooManyOrders).OrderIs("a", "CANCELED");
        Assert.True(market.Outcome is { CancelAttempted: true, CancelReason: RejectReason.None, PlaceAttempted: true });
    }

    [Fact]
    public void A_cancel_replace_that_fails_to_cancel_counts_all_the_same() => new Market()
        .Replace("alice", "nothing", "BUY LIMIT 1 @ 2", "c").Refused(RejectReason.UnknownOrder).OrderCountIs("alice", 1)
        .Replace("alice", "nothing", "BUY LIMIT 1 @ 2", "c", CancelReplaceMode.AllowFailure).Expect("c NEW").OrderCountIs("alice", 2);

    private static Market Limited(int limit) => new Market()
        .Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new OrderRateLimit(10, limit)] }));

    private static Market Place(Market market, int first, int last)
    {
        for (int i = first; i <= last; i++) market.Place("alice", "BUY LIMIT 1 @ 1", $"n{i}").Accepted();
        return market;
    }
}
