using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Amend keep priority: faqs/order_amend_keep_priority.md.</summary>
public sealed class AmendScenarios
{
    /// <summary>The FAQ's book: user A 1.00, you 5.50, user B 4.00 at 87,000; user C 2.00 at 86,999.</summary>
    [Fact]
    public void An_amended_order_keeps_its_place_a_replaced_one_loses_it()
    {
        FaqBook().Amend("you", "15", "5").Expect("15 REPLACED 5.5 by 5").BookIs(Side.Buy, "87000:10 86999:2")
            .Place("seller", "SELL LIMIT 6.5 @ 87000", "s").Expect(
                "s NEW", "10 TRADE 1 @ 87000 FILLED", "s TRADE 1 @ 87000 PARTIALLY_FILLED", "15 TRADE 5 @ 87000 FILLED",
                "s TRADE 5 @ 87000 PARTIALLY_FILLED", "20 TRADE 0.5 @ 87000 PARTIALLY_FILLED", "s TRADE 0.5 @ 87000 FILLED");
        FaqBook().Replace("you", "15", "BUY LIMIT 5 @ 87000", "22").Expect("15 CANCELED", "22 NEW").BookIs(Side.Buy, "87000:10 86999:2")
            .Place("seller", "SELL LIMIT 6 @ 87000", "s").Expect(
                "s NEW", "10 TRADE 1 @ 87000 FILLED", "s TRADE 1 @ 87000 PARTIALLY_FILLED", "20 TRADE 4 @ 87000 FILLED",
                "s TRADE 4 @ 87000 PARTIALLY_FILLED", "22 TRADE 1 @ 87000 PARTIALLY_FILLED", "s TRADE 1 @ 87000 FILLED");
    }

    [Fact]
    public void The_surplus_of_the_hold_becomes_free() => FaqBook().BalanceIs("you", "USDT", "99521500", "478500")
        .Amend("you", "15", "5").BalanceIs("you", "USDT", "99565000", "435000");

    [Fact]
    public void A_new_client_order_id_takes_the_place_of_the_old_one()
    {
        Market market = FaqBook().Amend("you", "15", "5", "15b").Expect("15b REPLACED 5.5 by 5");
        Assert.Equal("15", Assert.Single(market.Events<ExecutionReport>()).OtherClientOrderId.ToString());
        market.Cancel("you", "15").Refused(RejectReason.UnknownOrder).Cancel("you", "15b").Accepted();
    }

    [Theory]
    [InlineData("5.5", RejectReason.AmendChangesNothing)]
    [InlineData("5.6", RejectReason.AmendQuantityIncrease)]
    [InlineData("0", RejectReason.FilterLotSize)]
    [InlineData("2", RejectReason.FilterLotSize)]
    [InlineData("2.05", RejectReason.FilterLotSize)]
    [InlineData("2.1", RejectReason.None)]
    public void Only_less_and_more_than_what_was_executed(string quantity, RejectReason reason) =>
        new Market(new() { StepSize = AmountText.Parse("0.1") }).Place("you", "BUY LIMIT 5.5 @ 10", "a").Place("seller", "SELL LIMIT 2 @ 10")
            .Amend("you", "a", quantity).Ended(reason);

    [Fact]
    public void The_notional_filter_looks_at_the_new_quantity() =>
        new Market(new() { NotionalMin = AmountText.Parse("10") }).Place("you", "BUY LIMIT 5 @ 10", "a")
            .Amend("you", "a", "0.9").Refused(RejectReason.FilterNotional).Amend("you", "a", "1").Accepted();

    [Fact]
    public void An_id_in_use_an_unknown_order_and_a_symbol_without_amendments_are_refused()
    {
        FaqBook().Place("you", "BUY LIMIT 1 @ 5", "other").Amend("you", "15", "5", "other").Refused(RejectReason.DuplicateOrder)
            .Amend("you", "nothing", "5").Refused(RejectReason.UnknownOrder).Amend("userA", "15", "5").Refused(RejectReason.UnknownOrder);
        new Market(with: symbol => symbol with { Features = SymbolFeatures.None }).Place("you", "BUY LIMIT 2 @ 5", "a")
            .Amend("you", "a", "1").Refused(RejectReason.AmendNotSupported);
    }

    /// <summary>"an iceberg order's visible quantity will only change if newQty is below the pre-amended visible quantity".</summary>
    [Fact]
    public void An_iceberg_shows_less_only_below_its_shown_part() => new Market()
        .Place("you", "BUY LIMIT 10 @ 5 ICEBERG 2", "a").BookIs(Side.Buy, "5:2")
        .Amend("you", "a", "3").BookIs(Side.Buy, "5:2")
        .Amend("you", "a", "1.5").BookIs(Side.Buy, "5:1.5");

    /// <summary>"amending either order affects both orders"; "If … the client order ID has changed, you will also receive … UPDATED".</summary>
    [Fact]
    public void Both_orders_of_an_OCO_take_the_quantity() => new Market().Trade("100")
        .PlaceList("you", ListKind.Oco, "x", "SELL LIMIT_MAKER 5 @ 110", "SELL STOP_LOSS 5 STOP 90")
        .Amend("you", "x2", "3").Expect("x2 REPLACED 5 by 3", "x1 REPLACED 5 by 3")
        .BookIs(Side.Sell, "110:3").BalanceIs("you", "BTC", "999997", "3")
        .Amend("you", "x1", "2", "x1b").Expect("x1b REPLACED 3 by 2", "x2 REPLACED 3 by 2", "list x UPDATED");

    /// <summary>"For OTO orders, the working and pending orders can be amended individually."</summary>
    [Fact]
    public void The_orders_of_an_OTO_are_amended_one_by_one() => new Market()
        .PlaceList("you", ListKind.Oto, "x", "BUY LIMIT 5 @ 10", "SELL LIMIT 5 @ 20")
        .Amend("you", "x2", "4").Expect("x2 REPLACED 5 by 4").Amend("you", "x1", "3").Expect("x1 REPLACED 5 by 3");

    private static Market FaqBook() => new Market()
        .Place("userA", "BUY LIMIT 1 @ 87000", "10").Place("you", "BUY LIMIT 5.5 @ 87000", "15")
        .Place("userB", "BUY LIMIT 4 @ 87000", "20").Place("userC", "BUY LIMIT 2 @ 86999", "21");
}
