using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// Order lists: listStatus beside the reports (user-data-stream.md; docs/venue-rules.md, rules 26 to 28).
/// </summary>
public sealed class ListScenarios : IDisposable
{
    private readonly UserVenue _venue = new();
    private readonly RecordingListener _alice;

    public ListScenarios()
    {
        _alice = _venue.Listen(Alice);
        _venue.Place(Carol, Limit(Side.Sell, 100, 0.1m));
        _venue.Place(Bob, Limit(Side.Buy, 100, 0.1m));
    }

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void AnOcoIsPlaced()
    {
        _venue.Do(Oco());

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000020000,"s":"BTCUSDT","g":1,"c":"OCO",
                "l":"EXEC_STARTED","L":"EXECUTING","r":"NONE","C":"list","T":1700000020000,"O":[{"s":"BTCUSDT",
                "i":3,"c":"above"},{"s":"BTCUSDT","i":4,"c":"below"}],"seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"above",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"110.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":5,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"below",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"80.00000000","P":"85.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":6,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>One leg trades, the other expires (OCO_TRIGGER), the list is done.</summary>
    [Fact]
    public void AnOcoWhoseLimitLegTrades()
    {
        _venue.Do(Oco());
        _venue.Told(_alice);

        _venue.Place(Bob, Limit(Side.Buy, 110, 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"above",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"110.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"110.00000000","n":"0.11000000","N":"USDT","T":1700000021000,"t":2,"I":8,
                "w":false,"m":true,"M":true,"O":1700000020000,"Z":"110.00000000","Y":"110.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"NONE","seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"below",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"80.00000000","P":"85.00000000",
                "F":"0.00000000","g":1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":10,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "eR":"OCO_TRIGGER","seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000021000,"s":"BTCUSDT","g":1,"c":"OCO",
                "l":"ALL_DONE","L":"ALL_DONE","r":"NONE","C":"list","T":1700000021000,"O":[{"s":"BTCUSDT","i":3,
                "c":"above"},{"s":"BTCUSDT","i":4,"c":"below"}],"seq":"21.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"999.00000000","l":"0.00000000"},{"a":"USDT","f":"1109.89000000",
                "l":"0.00000000"}],"seq":"21.3"}}
            """, _venue.Told(_alice));
    }

    [Fact]
    public void AnOcoIsCanceled()
    {
        long list = _venue.Do(Oco());
        _venue.Told(_alice);

        _venue.Do(new CancelOrderList
        {
            Context = Context(Alice),
            SymbolId = 1,
            OrderListId = list,
            NewClientOrderId = ClientId.From("cancel"),
        });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"cancel",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"110.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"above","x":"CANCELED","X":"CANCELED","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":7,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"cancel",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"80.00000000","P":"85.00000000",
                "F":"0.00000000","g":1,"C":"below","x":"CANCELED","X":"CANCELED","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":8,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000021000,"s":"BTCUSDT","g":1,"c":"OCO",
                "l":"ALL_DONE","L":"ALL_DONE","r":"NONE","C":"list","T":1700000021000,"O":[{"s":"BTCUSDT","i":3,
                "c":"above"},{"s":"BTCUSDT","i":4,"c":"below"}],"seq":"21.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"21.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>The pending leg is PENDING_NEW first, and NEW once the working one is filled.</summary>
    [Fact]
    public void AnOtoWhoseWorkingOrderIsFilled()
    {
        _venue.Do(Oto(Limit(Side.Sell, 120, 1)));
        _venue.Place(Bob, Limit(Side.Sell, 90, 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000020000,"s":"BTCUSDT","g":1,"c":"OTO",
                "l":"EXEC_STARTED","L":"EXECUTING","r":"NONE","C":"list","T":1700000020000,"O":[{"s":"BTCUSDT",
                "i":3,"c":"working"},{"s":"BTCUSDT","i":4,"c":"pending"}],"seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"working",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":5,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"pending",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"120.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"PENDING_NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":6,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"910.00000000",
                "l":"90.00000000"}],"seq":"20.3"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"working",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"90.00000000","n":"0.00100000","N":"BTC","T":1700000021000,"t":2,"I":8,
                "w":false,"m":true,"M":true,"O":1700000020000,"Z":"90.00000000","Y":"90.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"pending",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"120.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":10,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000021000,"V":"NONE","seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"999.99900000","l":"1.00000000"},{"a":"USDT","f":"910.00000000",
                "l":"0.00000000"}],"seq":"21.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>The working order is canceled: so is the list, the pending order with it.</summary>
    [Fact]
    public void AnOtoIsCanceled()
    {
        _venue.Do(Oto(Limit(Side.Sell, 120, 1)));
        _venue.Told(_alice);

        Assert.True(_venue.View.TryOrder(Alice, ClientId.From("working"), out OrderFields working));
        _venue.Cancel(Alice, working.OrderId);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"cancel",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"working","x":"CANCELED","X":"CANCELED","r":"NONE","i":3,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":7,
                "w":false,"m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"cancel",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"120.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"pending","x":"CANCELED","X":"CANCELED","r":"NONE","i":4,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":8,
                "w":false,"m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "V":"NONE","seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000021000,"s":"BTCUSDT","g":1,"c":"OTO",
                "l":"ALL_DONE","L":"ALL_DONE","r":"NONE","C":"list","T":1700000021000,"O":[{"s":"BTCUSDT","i":3,
                "c":"working"},{"s":"BTCUSDT","i":4,"c":"pending"}],"seq":"21.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"21.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>The pending order cannot be placed: it expires with the reason in r and REJECTED in eR.</summary>
    [Fact]
    public void AnOtoWhosePendingOrderCannotBePaid()
    {
        _venue.Do(Oto(Limit(Side.Sell, 120, 5000)));
        _venue.Told(_alice);
        _venue.Place(Bob, Limit(Side.Sell, 90, 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"working",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"90.00000000","n":"0.00100000","N":"BTC","T":1700000021000,"t":2,"I":8,
                "w":false,"m":true,"M":true,"O":1700000020000,"Z":"90.00000000","Y":"90.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"pending",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"5000.00000000","p":"120.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"INSUFFICIENT_BALANCES","i":4,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":10,
                "w":false,"m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "V":"NONE","eR":"REJECTED","seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000021000,"s":"BTCUSDT","g":1,"c":"OTO",
                "l":"ALL_DONE","L":"ALL_DONE","r":"NONE","C":"list","T":1700000021000,"O":[{"s":"BTCUSDT","i":3,
                "c":"working"},{"s":"BTCUSDT","i":4,"c":"pending"}],"seq":"21.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"1000.99900000","l":"0.00000000"},{"a":"USDT","f":"910.00000000",
                "l":"0.00000000"}],"seq":"21.3"}}
            """, _venue.Told(_alice));
    }

    [Fact]
    public void AnOtoco()
    {
        PlaceOrderList list = Oto(Limit(Side.Sell, 120, 1) with { Type = OrderType.LimitMaker });
        list.Kind = ListKind.Otoco;
        list.Third = Stop("third");
        _venue.Do(list);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"listStatus","E":1700000020000,"s":"BTCUSDT","g":1,"c":"OTO",
                "l":"EXEC_STARTED","L":"EXECUTING","r":"NONE","C":"list","T":1700000020000,"O":[{"s":"BTCUSDT",
                "i":3,"c":"working"},{"s":"BTCUSDT","i":4,"c":"pending"},{"s":"BTCUSDT","i":5,"c":"third"}],
                "seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"working",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":5,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"pending",
                "S":"SELL","o":"LIMIT_MAKER","f":"GTC","q":"1.00000000","p":"120.00000000","P":"0.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"PENDING_NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":6,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"third",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"80.00000000","P":"85.00000000",
                "F":"0.00000000","g":1,"C":"","x":"NEW","X":"PENDING_NEW","r":"NONE","i":5,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":7,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"20.3"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"910.00000000",
                "l":"90.00000000"}],"seq":"20.4"}}
            """, _venue.Told(_alice));
    }

    private static PlaceOrderList Oco() => new()
    {
        Context = Context(Alice),
        SymbolId = 1,
        Kind = ListKind.Oco,
        ListClientOrderId = ClientId.From("list"),
        First = Limit(Side.Sell, 110, 1) with { Type = OrderType.LimitMaker, ClientOrderId = ClientId.From("above") },
        Second = Stop("below"),
    };

    private static PlaceOrderList Oto(OrderParameters pending) => new()
    {
        Context = Context(Alice),
        SymbolId = 1,
        Kind = ListKind.Oto,
        ListClientOrderId = ClientId.From("list"),
        First = Limit(Side.Buy, 90, 1) with { ClientOrderId = ClientId.From("working") },
        Second = pending with { ClientOrderId = ClientId.From("pending") },
    };

    private static OrderParameters Stop(string id) => Limit(Side.Sell, 80, 1) with
    {
        Type = OrderType.StopLossLimit,
        StopPrice = 85 * One,
        ClientOrderId = ClientId.From(id),
    };
}
