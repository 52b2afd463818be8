using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Orders that are changed, replaced or refused.</summary>
public sealed class ChangeScenarios : IDisposable
{
    private readonly UserVenue _venue = new();
    private readonly RecordingListener _alice;

    public ChangeScenarios()
    {
        _alice = _venue.Listen(Alice);
    }

    public void Dispose() => _venue.Dispose();

    /// <summary>faqs/order_amend_keep_priority.md: x is REPLACED; c is the new id, C the one before.</summary>
    [Fact]
    public void AnAmendment()
    {
        long order = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        _venue.Told(_alice);

        _venue.Do(Amend(order, "amended", 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"amended",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"REPLACED","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"900.00000000",
                "l":"100.00000000"}],"seq":"19.1"}}
            """, _venue.Told(_alice));
    }

    /// <summary>In an OCO both legs take the quantity; listStatus UPDATED tells of the new id (same page).</summary>
    [Fact]
    public void AnAmendmentInAList()
    {
        _venue.Do(Oco(110, 90, 2));
        _venue.View.TryOrder(Alice, ClientId.From("above"), out OrderFields above);
        _venue.Told(_alice);

        _venue.Do(Amend(above.OrderId, "amended", 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"amended",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"110.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"above","x":"REPLACED","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"below",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"90.00000000",
                "F":"0.00000000","g":1,"C":"below","x":"REPLACED","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":4,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000019000,"s":"BTCUSDT","g":1,"c":"OCO",
                "l":"UPDATED","L":"EXECUTING","r":"NONE","C":"list","T":1700000019000,"O":[{"s":"BTCUSDT","i":1,
                "c":"amended"},{"s":"BTCUSDT","i":2,"c":"below"}],"seq":"19.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"19.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>The cancel's report, then the new order's; one position after both.</summary>
    [Fact]
    public void ACancelReplace()
    {
        long order = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        _venue.Told(_alice);

        _venue.Do(Replace(order, Limit(Side.Buy, 99, 3)));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"cancel",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"CANCELED","X":"CANCELED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"99.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000019000,"V":"NONE","seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"703.00000000",
                "l":"297.00000000"}],"seq":"19.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>enums.md, "Execution types", REJECTED: the cancel was done, the new order was refused.</summary>
    [Fact]
    public void ACancelReplaceWhoseNewOrderIsRefused()
    {
        long order = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        _venue.Told(_alice);

        _venue.Apply(Replace(order, Limit(Side.Buy, 100, 30)));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"cancel",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"CANCELED","X":"CANCELED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"30.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED","r":"INSUFFICIENT_BALANCES","i":-1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":-1,
                "w":false,"m":false,"M":false,"O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"19.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>
    /// user-data-stream.md, "Order Reject Reason". It has no id and no time of creation: i, I and O are -1.
    /// </summary>
    [Fact]
    public void AnOrderThatCannotBePaid()
    {
        _venue.Apply(_venue.Order(Alice, Limit(Side.Buy, 100, 30)));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"30.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED","r":"INSUFFICIENT_BALANCES","i":-1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":-1,
                "w":false,"m":false,"M":false,"O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"18.0"}}
            """, _venue.Told(_alice));
    }

    [Fact]
    public void OrdersThatTheBookRefuses()
    {
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Place(Carol, Limit(Side.Buy, 100, 1) with { SelfTradePrevention = SelfTradePreventionMode.None });

        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Apply(_venue.Order(Alice, Limit(Side.Buy, 100, 1) with { Type = OrderType.LimitMaker }));
        OrderParameters stop = Limit(Side.Buy, 101, 1) with { Type = OrderType.StopLossLimit, StopPrice = 99 * One };
        _venue.Apply(_venue.Order(Alice, stop));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"id4",
                "S":"BUY","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED","r":"WOULD_MATCH_IMMEDIATELY","i":-1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":-1,
                "w":false,"m":false,"M":false,"O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000022000,"s":"BTCUSDT","c":"id5",
                "S":"BUY","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"101.00000000","P":"99.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED",
                "r":"STOP_PRICE_WOULD_TRIGGER_IMMEDIATELY","i":-1,"l":"0.00000000","z":"0.00000000",
                "L":"0.00000000","n":"0","N":null,"T":1700000022000,"t":-1,"I":-1,"w":false,"m":false,"M":false,
                "O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE","seq":"22.0"}}
            """, _venue.Told(_alice));
    }

    /// <summary>listStatus RESPONSE and REJECT (enums.md), then each leg's report.</summary>
    [Fact]
    public void AListWithBadPrices()
    {
        _venue.Apply(Oco(90, 110, 2));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000018000,"s":"BTCUSDT","g":-1,"c":"OCO",
                "l":"RESPONSE","L":"REJECT","r":"OCO_BAD_PRICES","C":"list","T":1700000018000,"O":[{"s":"BTCUSDT",
                "i":-1,"c":"above"},{"s":"BTCUSDT","i":-1,"c":"below"}],"seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"above",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"2.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED","r":"OCO_BAD_PRICES","i":-1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":-1,
                "w":false,"m":false,"M":false,"O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"18.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"below",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"2.00000000","p":"110.00000000","P":"110.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"REJECTED","X":"REJECTED","r":"OCO_BAD_PRICES","i":-1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":-1,
                "w":false,"m":false,"M":false,"O":-1,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"18.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>What a filter, a key or a limit refuses never was an order: nothing is told.</summary>
    [Fact]
    public void AnOrderThatIsMalformed()
    {
        _venue.Apply(_venue.Order(Alice, Limit(Side.Buy, 100, 1) with { StopPrice = One }));

        Assert.NotEqual(Venue.RejectReason.None, _venue.Outcomes[0].Reason);
        Assert.Empty(_venue.Told(_alice));
    }

    private static AmendOrder Amend(long order, string id, long quantity) => new()
    {
        Context = Context(Alice),
        SymbolId = 1,
        Target = new OrderReference { OrderId = order },
        NewClientOrderId = ClientId.From(id),
        NewQuantity = quantity * One,
    };

    private CancelReplaceOrder Replace(long order, OrderParameters by) => new()
    {
        Context = Context(Alice),
        SymbolId = 1,
        Target = new OrderReference { OrderId = order },
        CancelNewClientOrderId = ClientId.From("cancel"),
        Mode = CancelReplaceMode.StopOnFailure,
        Order = _venue.Order(Alice, by).Order,
    };

    private static PlaceOrderList Oco(int above, int below, long quantity) => new()
    {
        Context = Context(Alice),
        SymbolId = 1,
        Kind = ListKind.Oco,
        ListClientOrderId = ClientId.From("list"),
        First = Limit(Side.Sell, above, quantity) with
        {
            Type = OrderType.LimitMaker,
            ClientOrderId = ClientId.From("above"),
        },
        Second = Limit(Side.Sell, below, quantity) with
        {
            Type = OrderType.StopLossLimit,
            StopPrice = below * One,
            ClientOrderId = ClientId.From("below"),
        },
    };
}
