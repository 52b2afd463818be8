using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>OCO, OTO and OTOCO: rest-api.md, "New Order list - OCO / OTO / OTOCO".</summary>
public sealed class OrderListScenarios
{
    private const string Profit = "SELL LIMIT_MAKER 1 @ 110";
    private const string Loss = "SELL STOP_LOSS 1 STOP 90";

    [Fact]
    public void OCO_holds_once_for_both_legs() => Oco().Expect("list x EXEC_STARTED", "x1 NEW", "x2 NEW")
        .Works("x1").Works("x2", false).BalanceIs("alice", "BTC", "999999", "1").BookIs(Side.Sell, "110:1");

    [Fact]
    public void OCO_a_fill_of_the_limit_leg_expires_the_stop() => Oco().Place("bob", "BUY LIMIT 1 @ 110", "b").Expect(
        "b NEW", "x1 TRADE 1 @ 110 FILLED", "b TRADE 1 @ 110 FILLED", "x2 EXPIRED (OcoTrigger)", "list x ALL_DONE");

    [Fact]
    public void OCO_a_partial_fill_of_the_limit_leg_expires_the_stop_and_leaves_the_rest() => Oco()
        .Place("bob", "BUY LIMIT 0.4 @ 110", "b").Expect(
            "b NEW", "x1 TRADE 0.4 @ 110 PARTIALLY_FILLED", "b TRADE 0.4 @ 110 FILLED", "x2 EXPIRED (OcoTrigger)")
        .BalanceIs("alice", "BTC", "999999", "0.6")
        .Cancel("alice", "x1").Expect("x1 CANCELED", "list x ALL_DONE").BalanceIs("alice", "BTC", "999999.6", "0");

    [Fact]
    public void OCO_a_fired_stop_expires_the_limit_leg_first() => Oco().Place("bob", "BUY LIMIT 1 @ 80")
        .Trade("90").ExpectAmong("x1 EXPIRED (OcoTrigger)", "x2 NEW", "x2 TRADE 1 @ 80 FILLED", "list x ALL_DONE").BookIs(Side.Sell, "");

    [Fact]
    public void OCO_canceling_one_leg_cancels_both() => Oco().Cancel("alice", "x2")
        .Expect("x1 CANCELED", "x2 CANCELED", "list x ALL_DONE").BalanceIs("alice", "BTC", "1000000", "0");

    [Fact]
    public void OCO_can_be_canceled_as_a_list_and_by_cancel_all() => Oco().CancelList("alice", "x")
        .Expect("x1 CANCELED", "x2 CANCELED", "list x ALL_DONE")
        .PlaceList("alice", ListKind.Oco, "x", Profit, Loss).Accepted()
        .CancelAll("alice").Expect("x1 CANCELED", "x2 CANCELED", "list x ALL_DONE")
        .CancelList("alice", "x").Refused(RejectReason.UnknownOrderList).CancelAll("alice").Refused(RejectReason.UnknownOrder);

    /// <summary>"Cancel an Existing Order and Send a New Order": an order of a list takes the whole list along.</summary>
    [Fact]
    public void OCO_replacing_one_leg_cancels_both() => Oco().Replace("alice", "x1", "SELL LIMIT 1 @ 120", "n")
        .Expect("x1 CANCELED", "x2 CANCELED", "list x ALL_DONE", "n NEW").BookIs(Side.Sell, "120:1");

    /// <summary>"New OCO - Deprecated": the icebergs of the legs need not be the same.</summary>
    [Fact]
    public void OCO_legs_may_show_different_parts() => new Market().Trade("100")
        .PlaceList("alice", ListKind.Oco, "x", "SELL LIMIT_MAKER 5 @ 110 ICEBERG 1", "SELL STOP_LOSS_LIMIT 5 @ 89 STOP 90 ICEBERG 2")
        .Expect("list x EXEC_STARTED", "x1 NEW", "x2 NEW").BookIs(Side.Sell, "110:1")
        .Trade("90").BookIs(Side.Sell, "89:2");

    /// <summary>"Price restrictions": SELL: limit price > last price > stop price; BUY the other way round.</summary>
    [Theory]
    [InlineData("SELL LIMIT_MAKER 1 @ 100.01", "SELL STOP_LOSS 1 STOP 99.99", RejectReason.None)]
    [InlineData("SELL LIMIT_MAKER 1 @ 100", "SELL STOP_LOSS 1 STOP 99", RejectReason.ListPricesWrong)]
    [InlineData("SELL LIMIT_MAKER 1 @ 101", "SELL STOP_LOSS 1 STOP 100", RejectReason.ListPricesWrong)]
    [InlineData("SELL TAKE_PROFIT 1 STOP 101", "SELL STOP_LOSS_LIMIT 1 @ 90 STOP 99", RejectReason.None)]
    [InlineData("SELL TAKE_PROFIT 1 STOP 99", "SELL STOP_LOSS_LIMIT 1 @ 90 STOP 98", RejectReason.ListPricesWrong)]
    [InlineData("BUY STOP_LOSS 1 STOP 100.01", "BUY LIMIT_MAKER 1 @ 99.99", RejectReason.None)]
    [InlineData("BUY STOP_LOSS 1 STOP 100", "BUY LIMIT_MAKER 1 @ 99", RejectReason.ListPricesWrong)]
    [InlineData("BUY STOP_LOSS 1 STOP 101", "BUY LIMIT_MAKER 1 @ 100", RejectReason.ListPricesWrong)]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 120 STOP 101", "BUY TAKE_PROFIT_LIMIT 1 @ 98 STOP 99", RejectReason.None)]
    [InlineData("BUY STOP_LOSS 1 TRAIL 100", "BUY LIMIT_MAKER 1 @ 99", RejectReason.None)]
    [InlineData("BUY STOP_LOSS 1 TRAIL 100", "BUY LIMIT_MAKER 1 @ 100", RejectReason.ListPricesWrong)]
    public void OCO_prices_stand_on_both_sides_of_the_last_price(string above, string below, RejectReason reason) =>
        new Market().Trade("100").PlaceList("alice", ListKind.Oco, "x", above, below).Ended(reason);

    /// <summary>"One of the orders must be LIMIT_MAKER/TAKE_PROFIT/TAKE_PROFIT_LIMIT and the other STOP_LOSS or STOP_LOSS_LIMIT".</summary>
    [Theory]
    [InlineData("SELL LIMIT 1 @ 110", "SELL STOP_LOSS 1 STOP 90")]
    [InlineData("SELL LIMIT_MAKER 1 @ 110", "SELL TAKE_PROFIT 1 STOP 90")]
    [InlineData("SELL STOP_LOSS 1 STOP 110", "SELL STOP_LOSS 1 STOP 90")]
    [InlineData("SELL LIMIT_MAKER 1 @ 110", "SELL LIMIT_MAKER 1 @ 111")]
    [InlineData("SELL LIMIT_MAKER 1 @ 110", "BUY STOP_LOSS 1 STOP 90")]
    [InlineData("SELL LIMIT_MAKER 1 @ 110", "SELL STOP_LOSS 2 STOP 90")]
    public void OCO_of_other_legs_is_refused(string above, string below) =>
        new Market().Trade("100").PlaceList("alice", ListKind.Oco, "x", above, below).Refused(RejectReason.UnsupportedOrderCombination);

    [Fact]
    public void OCO_the_limit_leg_must_not_match() => new Market().Trade("100").Place("bob", "BUY LIMIT 1 @ 111")
        .PlaceList("alice", ListKind.Oco, "x", Profit, Loss).Refused(RejectReason.WouldMatchImmediately);

    [Fact]
    public void OTO_places_its_pending_order_when_the_working_one_is_filled_in_full() => new Market()
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 2 @ 100", "SELL LIMIT 2 @ 110")
        .Expect("list x EXEC_STARTED", "x1 NEW", "x2 PENDING_NEW").Works("x2", false)
        .BalanceIs("alice", "USDT", "99999800", "200").BalanceIs("alice", "BTC", "1000000", "0")
        .Place("bob", "SELL LIMIT 1 @ 100").BookIs(Side.Sell, "")
        .Place("bob", "SELL LIMIT 1 @ 100", "b").Expect("b NEW", "x1 TRADE 1 @ 100 FILLED", "b TRADE 1 @ 100 FILLED", "x2 NEW")
        .Works("x2").BookIs(Side.Sell, "110:2").BalanceIs("alice", "BTC", "1000000", "2")
        .Place("bob", "BUY LIMIT 2 @ 110").ExpectAmong("x2 TRADE 2 @ 110 FILLED", "list x ALL_DONE");

    /// <summary>"if the working order gets immediately fully filled, the response will show … PENDING_NEW".</summary>
    [Fact]
    public void OTO_tells_PENDING_NEW_even_when_the_working_order_fills_at_once() => new Market().Place("bob", "SELL LIMIT 1 @ 100", "b")
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 1 @ 100", "SELL MARKET 1").Expect(
            "list x EXEC_STARTED", "x1 NEW", "x2 PENDING_NEW", "b TRADE 1 @ 100 FILLED", "x1 TRADE 1 @ 100 FILLED", "x2 NEW",
            "x2 EXPIRED (InsufficientLiquidity)", "list x ALL_DONE");

    [Fact]
    public void OTO_a_working_order_that_expires_takes_the_pending_one_along() => new Market().Place("bob", "SELL LIMIT 1 @ 100", "b")
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 2 @ 100 IOC", "SELL LIMIT 2 @ 110").Expect(
            "list x EXEC_STARTED", "x1 NEW", "x2 PENDING_NEW", "b TRADE 1 @ 100 FILLED", "x1 TRADE 1 @ 100 PARTIALLY_FILLED",
            "x1 EXPIRED (UnfilledIocQuantityExpired)", "x2 EXPIRED (OtoPhaseOneExpired)", "list x ALL_DONE");

    [Theory]
    [InlineData("x1")]
    [InlineData("x2")]
    public void OTO_canceling_either_order_cancels_both(string id) => new Market()
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 2 @ 100", "SELL LIMIT 2 @ 110")
        .Cancel("alice", id).Expect("x1 CANCELED", "x2 CANCELED", "list x ALL_DONE");

    [Fact]
    public void OTO_a_pending_order_that_its_account_cannot_pay_expires() => new Market().Open("alice", "0", "100")
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 1 @ 100", "SELL LIMIT 2 @ 110").Accepted()
        .Place("bob", "SELL LIMIT 1 @ 100").ExpectAmong("x2 EXPIRED (Rejected: InsufficientBalance)", "list x ALL_DONE");

    [Fact]
    public void OTO_a_pending_limit_maker_that_would_match_expires() => new Market().Place("bob", "BUY LIMIT 1 @ 80")
        .PlaceList("alice", ListKind.Oto, "x", "SELL LIMIT 1 @ 100", "SELL LIMIT_MAKER 1 @ 80").Accepted()
        .Place("carol", "BUY LIMIT 1 @ 100").ExpectAmong("x2 EXPIRED (Rejected: WouldMatchImmediately)");

    [Theory]
    [InlineData("BUY MARKET 1", "SELL LIMIT 1 @ 110")]
    [InlineData("BUY STOP_LOSS_LIMIT 1 @ 9 STOP 9", "SELL LIMIT 1 @ 110")]
    [InlineData("BUY LIMIT 1 @ 9", "SELL MARKET QUOTE 100")]
    public void OTO_of_other_orders_is_refused(string working, string pending) =>
        new Market().PlaceList("alice", ListKind.Oto, "x", working, pending).Refused(RejectReason.UnsupportedOrderCombination);

    [Fact]
    public void OTOCO_places_a_pair_when_its_working_order_is_filled() => new Market().Trade("100")
        .PlaceList("alice", ListKind.Otoco, "x", "BUY LIMIT 1 @ 100", Profit, Loss)
        .Expect("list x EXEC_STARTED", "x1 NEW", "x2 PENDING_NEW", "x3 PENDING_NEW")
        .Place("bob", "SELL LIMIT 1 @ 100", "b")
        .Expect("b NEW", "x1 TRADE 1 @ 100 FILLED", "b TRADE 1 @ 100 FILLED", "x2 NEW", "x3 NEW")
        .BalanceIs("alice", "BTC", "1000000", "1")
        .Place("bob", "BUY LIMIT 1 @ 110").ExpectAmong("x2 TRADE 1 @ 110 FILLED", "x3 EXPIRED (OcoTrigger)", "list x ALL_DONE");

    [Fact]
    public void OTOCO_a_pair_whose_prices_are_wrong_by_then_expires() => new Market().Trade("100")
        .PlaceList("alice", ListKind.Otoco, "x", "BUY LIMIT 1 @ 85", Profit, Loss).Accepted()
        .Place("bob", "SELL LIMIT 1 @ 85").ExpectAmong(
            "x2 EXPIRED (Rejected: ListPricesWrong)", "x3 EXPIRED (Rejected: ListPricesWrong)", "list x ALL_DONE");

    [Fact]
    public void A_list_client_order_id_is_unique_among_open_lists() => Oco()
        .PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 1 @ 9", "SELL LIMIT 1 @ 110").Refused(RejectReason.DuplicateOrder)
        .Cancel("alice", "x1").PlaceList("alice", ListKind.Oto, "x", "BUY LIMIT 1 @ 9", "SELL LIMIT 1 @ 110").Accepted();

    [Theory]
    [InlineData(ListKind.Oco, SymbolFeatures.Oto, RejectReason.OcoNotSupported)]
    [InlineData(ListKind.Oto, SymbolFeatures.Oco, RejectReason.OtoNotSupported)]
    public void A_symbol_may_lack_lists(ListKind kind, SymbolFeatures features, RejectReason reason) =>
        new Market(with: symbol => symbol with { Features = features })
            .PlaceList("alice", kind, "x", Profit, Loss).Refused(reason);

    private static Market Oco() => new Market().Trade("100").PlaceList("alice", ListKind.Oco, "x", Profit, Loss);
}
