using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>Filters that count what is open: filters.md, MAX_NUM_… and EXCHANGE_MAX_NUM_…, and MAX_POSITION.</summary>
public sealed class CountFilterScenarios
{
    private const string Rest = "BUY LIMIT 1 @ 5";
    private const string Stop = "SELL STOP_LOSS 1 STOP 2";
    private const string Iceberg = "BUY LIMIT 2 @ 5 ICEBERG 1";
    private static readonly string[] Pair = ["SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2"];

    [Fact]
    public void MAX_NUM_ORDERS_counts_all_open_orders_of_the_account() => new Market(new SymbolFilters { OrdersMax = 3 })
        .Place("alice", Rest, "a").Place("alice", Stop).Place("alice", Rest)
        .Place("alice", Rest).Refused(RejectReason.FilterMaxNumOrders)
        .Place("bob", Rest).Accepted()
        .Cancel("alice", "a").Place("alice", Rest).Accepted();

    /// <summary>rest-api.md, "Order lists": they add 2 and 3 orders to MAX_NUM_ORDERS, and cannot exceed it (CHANGELOG.md, 2025-08-12).</summary>
    [Fact]
    public void MAX_NUM_ORDERS_counts_an_OCO_as_2_and_an_OTOCO_as_3() => new Market(new SymbolFilters { OrdersMax = 5 })
        .PlaceList("alice", ListKind.Otoco, "x", "BUY LIMIT 1 @ 5", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2").Accepted()
        .PlaceList("alice", ListKind.Otoco, "y", "BUY LIMIT 1 @ 5", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2")
        .Refused(RejectReason.FilterMaxNumOrders)
        .PlaceList("alice", ListKind.Oco, "z", Pair).Accepted()
        .Place("alice", Rest).Refused(RejectReason.FilterMaxNumOrders);

    [Fact]
    public void MAX_NUM_ALGO_ORDERS_counts_stops_only() => new Market(new SymbolFilters { AlgoOrdersMax = 5 })
        .Place("alice", Stop).Place("alice", "SELL STOP_LOSS_LIMIT 1 @ 2 STOP 2").Place("alice", "SELL TAKE_PROFIT 1 STOP 9")
        .Place("alice", "SELL TAKE_PROFIT_LIMIT 1 @ 9 STOP 9").Place("alice", "SELL STOP_LOSS 1 TRAIL 50").Accepted()
        .Place("alice", Stop).Refused(RejectReason.FilterMaxNumAlgoOrders)
        .Place("alice", Rest).Accepted();

    [Fact]
    public void MAX_NUM_ICEBERG_ORDERS_counts_orders_with_an_icebergQty() => new Market(new SymbolFilters { IcebergOrdersMax = 1 })
        .Place("alice", Iceberg).Accepted()
        .Place("alice", Iceberg).Refused(RejectReason.FilterMaxNumIcebergOrders)
        .Place("alice", Rest).Accepted();

    [Fact]
    public void MAX_NUM_ORDER_LISTS_counts_an_OTOCO_as_one() => new Market(new SymbolFilters { OrderListsMax = 2 })
        .PlaceList("alice", ListKind.Otoco, "x", "BUY LIMIT 1 @ 5", "SELL LIMIT_MAKER 1 @ 9", "SELL STOP_LOSS 1 STOP 2").Accepted()
        .PlaceList("alice", ListKind.Oco, "y", Pair).Accepted()
        .PlaceList("alice", ListKind.Oco, "z", Pair).Refused(RejectReason.FilterMaxNumOrderLists)
        .CancelList("alice", "y").PlaceList("alice", ListKind.Oco, "z", Pair).Accepted();

    [Theory]
    [InlineData("orders", RejectReason.FilterExchangeMaxNumOrders)]
    [InlineData("algo", RejectReason.FilterExchangeMaxNumAlgoOrders)]
    [InlineData("iceberg", RejectReason.FilterExchangeMaxNumIcebergOrders)]
    public void EXCHANGE_MAX_NUM_counts_over_all_symbols(string kind, RejectReason reason)
    {
        string order = kind switch { "algo" => Stop, "iceberg" => Iceberg, _ => Rest };
        Market market = WithSecondSymbol().Operate(new ConfigureVenue(new VenueSettings
        {
            OrdersMax = kind == "orders" ? 2 : 0,
            AlgoOrdersMax = kind == "algo" ? 2 : 0,
            IcebergOrdersMax = kind == "iceberg" ? 2 : 0,
        }));
        market.Place("alice", order).Accepted();
        market.Send(OnSecondSymbol(market, order, "s1")).Accepted();
        market.Place("alice", order).Refused(reason);
        market.Send(OnSecondSymbol(market, order, "s2")).Refused(reason);
    }

    [Fact]
    public void EXCHANGE_MAX_NUM_ORDER_LISTS() => new Market()
        .Operate(new ConfigureVenue(new VenueSettings { OrderListsMax = 1 }))
        .PlaceList("alice", ListKind.Oco, "x", Pair).Accepted()
        .PlaceList("alice", ListKind.Oco, "y", Pair).Refused(RejectReason.FilterExchangeMaxNumOrderLists)
        .PlaceList("bob", ListKind.Oco, "y", Pair).Accepted();

    [Fact]
    public void An_unlimited_account_is_exempt_from_counts() =>
        new Market(new SymbolFilters { OrdersMax = 1, OrderListsMax = 1 })
            .Open("maker", "100", "100", rights: AccountRights.Ordinary | AccountRights.Unlimited)
            .Place("maker", Rest).Place("maker", Rest).Accepted()
            .PlaceList("maker", ListKind.Oco, "x", Pair).Accepted().OrderCountIs("maker", 0);

    /// <summary>filters.md, MAX_POSITION: free + locked base + quantity of all open BUY orders, at most 10.</summary>
    [Fact]
    public void MAX_POSITION_sums_free_locked_and_open_buys() => new Market(new SymbolFilters { PositionMax = AmountText.Parse("10") })
        .Open("alice", "5", "1000")
        .Place("alice", "SELL LIMIT 2 @ 90").Place("alice", "BUY LIMIT 3 @ 5", "b").Accepted()
        .Place("alice", "BUY LIMIT 2.00000001 @ 5").Refused(RejectReason.FilterMaxPosition)
        .Place("alice", "BUY MARKET 2.1").Refused(RejectReason.FilterMaxPosition)
        .Place("alice", "BUY LIMIT 2 @ 5").Accepted()
        .Place("alice", "SELL LIMIT 3 @ 90").Accepted()
        .Cancel("alice", "b").Place("alice", "BUY LIMIT 3 @ 5").Accepted();

    [Fact]
    public void MAX_POSITION_counts_what_remains_of_a_partly_filled_buy() => new Market(new SymbolFilters { PositionMax = AmountText.Parse("10") })
        .Open("alice", "0", "1000").Open("bob", "4", "0")
        .Place("alice", "BUY LIMIT 8 @ 5", "b").Place("bob", "SELL LIMIT 3 @ 5").OrderIs("b", "PARTIALLY_FILLED", "3/8")
        .Place("alice", "BUY LIMIT 2.1 @ 5").Refused(RejectReason.FilterMaxPosition)
        .Place("alice", "BUY LIMIT 2 @ 5").Accepted();

    [Fact]
    public void A_quantity_that_would_overflow_the_position_fails_MAX_POSITION() => new Market(new SymbolFilters { PositionMax = long.MaxValue })
        .Place("alice", "BUY LIMIT 92233720368 @ 0.00000001").Refused(RejectReason.FilterMaxPosition);

    /// <summary>filters.md, MAX_NUM_ORDER_AMENDS.</summary>
    [Fact]
    public void MAX_NUM_ORDER_AMENDS_counts_for_each_order() => new Market(new SymbolFilters { OrderAmendsMax = 2 })
        .Place("alice", "BUY LIMIT 9 @ 5", "a").Amend("alice", "a", "8").Amend("alice", "a", "7").Accepted()
        .Amend("alice", "a", "6").Refused(RejectReason.FilterMaxNumOrderAmends)
        .Place("alice", "BUY LIMIT 9 @ 5", "b").Amend("alice", "b", "8").Accepted();

    private static Market WithSecondSymbol() => new Market().Operate(new AddSymbol(new SymbolSpec
    {
        Name = "BTCUSDT2",
        BaseAssetId = Market.Btc,
        QuoteAssetId = Market.Usdt,
        Filters = new SymbolFilters(),
    }));

    private static PlaceOrder OnSecondSymbol(Market market, string order, string id) =>
        new() { Context = market.Of("alice"), SymbolId = 2, Order = OrderText.Parse(order, id) };
}
