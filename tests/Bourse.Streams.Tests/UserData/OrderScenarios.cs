using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// Single orders from their beginning to their end, as their owner is told (user-data-stream.md, "Order Update").
/// </summary>
public sealed class OrderScenarios : IDisposable
{
    private readonly UserVenue _venue = new();
    private readonly RecordingListener _alice;

    public OrderScenarios()
    {
        _alice = _venue.Listen(Alice);
    }

    public void Dispose() => _venue.Dispose();

    /// <summary>
    /// C is empty, n is "0" and N null as in the page's example; the position names base and quote asset.
    /// </summary>
    [Fact]
    public void AnOrderThatRests()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 2));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"800.00000000",
                "l":"200.00000000"}],"seq":"18.1"}}
            """, _venue.Told(_alice));
    }

    [Fact]
    public void MakersFills()
    {
        _venue.Place(Alice, Limit(Side.Sell, 100, 2));
        _venue.Told(_alice);

        _venue.Place(Bob, Limit(Side.Buy, 100, 0.5m));
        _venue.Place(Bob, Limit(Side.Buy, 100, 1.5m));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":1,"l":"0.50000000",
                "z":"0.50000000","L":"100.00000000","n":"0.05000000","N":"USDT","T":1700000019000,"t":1,"I":3,
                "w":true,"m":true,"M":true,"O":1700000018000,"Z":"50.00000000","Y":"50.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"998.00000000","l":"1.50000000"},{"a":"USDT","f":"1049.95000000",
                "l":"0.00000000"}],"seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":1,"l":"1.50000000",
                "z":"2.00000000","L":"100.00000000","n":"0.15000000","N":"USDT","T":1700000020000,"t":2,"I":6,
                "w":false,"m":true,"M":true,"O":1700000018000,"Z":"200.00000000","Y":"150.00000000",
                "Q":"0.00000000","W":1700000018000,"V":"NONE","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"998.00000000","l":"0.00000000"},{"a":"USDT","f":"1199.80000000",
                "l":"0.00000000"}],"seq":"20.1"}}
            """, _venue.Told(_alice));
    }

    /// <summary>
    /// NEW comes before the fills; the rest of a GTC order gets no report of its own; one position for the command.
    /// </summary>
    [Fact]
    public void ATakerThatRestsAfterTwoFills()
    {
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Place(Bob, Limit(Side.Sell, 101, 1));

        _venue.Place(Alice, Limit(Side.Buy, 101, 3));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"NONE","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"100.00000000","n":"0.00200000","N":"BTC","T":1700000020000,"t":1,"I":5,
                "w":true,"m":false,"M":true,"O":1700000020000,"Z":"100.00000000","Y":"100.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"NONE","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"2.00000000","L":"101.00000000","n":"0.00200000","N":"BTC","T":1700000020000,"t":2,"I":7,
                "w":true,"m":false,"M":true,"O":1700000020000,"Z":"201.00000000","Y":"101.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"NONE","seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1001.99600000","l":"0.00000000"},{"a":"USDT","f":"698.00000000",
                "l":"101.00000000"}],"seq":"20.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>faqs/spot_glossary.md, "IOC": what is left expires, after the fills, with its reason in eR.</summary>
    [Fact]
    public void TheRemainderOfAnIocOrder()
    {
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));

        _venue.Place(Alice, Limit(Side.Buy, 100, 3) with { TimeInForce = TimeInForce.Ioc });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"IOC","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":true,
                "m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000019000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"IOC","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":2,"l":"1.00000000",
                "z":"1.00000000","L":"100.00000000","n":"0.00200000","N":"BTC","T":1700000019000,"t":1,"I":4,
                "w":true,"m":false,"M":true,"O":1700000019000,"Z":"100.00000000","Y":"100.00000000",
                "Q":"0.00000000","W":1700000019000,"V":"NONE","seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"IOC","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"NONE","i":2,"l":"0.00000000",
                "z":"1.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":5,"w":false,
                "m":false,"M":false,"O":1700000019000,"Z":"100.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000019000,"V":"NONE","eR":"UNFILLED_IOC_QUANTITY_EXPIRED","seq":"19.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.99800000","l":"0.00000000"},{"a":"USDT","f":"900.00000000",
                "l":"0.00000000"}],"seq":"19.3"}}
            """, _venue.Told(_alice));
    }

    [Fact]
    public void AFokOrderThatCannotBeFilled()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 3) with { TimeInForce = TimeInForce.Fok });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"FOK","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"FOK","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":2,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","eR":"UNFILLED_FOK_ORDER_EXPIRED","seq":"18.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"18.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>Q is the quote amount; q what was executed so far.</summary>
    [Fact]
    public void AMarketOrderByQuoteAmount()
    {
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));

        _venue.Place(Alice, UserVenue.Market(Side.Buy, 0) with { QuoteOrderQuantity = 150 * One });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"MARKET","f":"GTC","q":"0.00000000","p":"0.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":true,
                "m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000","Q":"150.00000000",
                "W":1700000019000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"MARKET","f":"GTC","q":"1.00000000","p":"0.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":2,"l":"1.00000000",
                "z":"1.00000000","L":"100.00000000","n":"0.00200000","N":"BTC","T":1700000019000,"t":1,"I":4,
                "w":true,"m":false,"M":true,"O":1700000019000,"Z":"100.00000000","Y":"100.00000000",
                "Q":"150.00000000","W":1700000019000,"V":"NONE","seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"MARKET","f":"GTC","q":"1.00000000","p":"0.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"NONE","i":2,"l":"0.00000000",
                "z":"1.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":5,"w":false,
                "m":false,"M":false,"O":1700000019000,"Z":"100.00000000","Y":"0.00000000","Q":"150.00000000",
                "W":1700000019000,"V":"NONE","eR":"INSUFFICIENT_LIQUIDITY","seq":"19.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.99800000","l":"0.00000000"},{"a":"USDT","f":"900.00000000",
                "l":"0.00000000"}],"seq":"19.3"}}
            """, _venue.Told(_alice));
    }

    /// <summary>c is the cancel's own id, C the order's; w is false; the hold is free again.</summary>
    [Fact]
    public void ACancel()
    {
        long order = _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        _venue.Told(_alice);

        _venue.Cancel(Alice, order);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"cancel",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"CANCELED","X":"CANCELED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"19.1"}}
            """, _venue.Told(_alice));
    }

    /// <summary>The venue's own cancels and cancel-all have no id: c and C are the order's.</summary>
    [Fact]
    public void CancelAll()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 1));
        _venue.Place(Alice, Limit(Side.Buy, 99, 1));
        _venue.Told(_alice);

        _venue.Do(new Venue.Commands.CancelOpenOrders { Context = Context(Alice), SymbolId = 1 });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"CANCELED","X":"CANCELED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"99.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id2","x":"CANCELED","X":"CANCELED","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":4,"w":false,
                "m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000019000,"V":"NONE","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>j and J appear when they were given; F is the iceberg quantity.</summary>
    [Fact]
    public void AnIcebergOfAStrategy()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 2) with
        {
            IcebergQuantity = One / 2,
            Given = Venue.Commands.GivenParameters.HasStrategyId,
            StrategyId = 7,
            StrategyType = 1_000_001,
        });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.50000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","j":7,
                "J":1000001,"W":1700000018000,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"800.00000000",
                "l":"200.00000000"}],"seq":"18.1"}}
            """, _venue.Told(_alice));
    }

    /// <summary>Times are in milliseconds by default, in microseconds where the connection asks for them.</summary>
    [Fact]
    public void TimesInMicroseconds()
    {
        RecordingListener precise = _venue.Listen(Alice, microseconds: true, subscriptionId: 3);
        _venue.NowUs += 123_456;

        _venue.Place(Alice, Limit(Side.Buy, 100, 2));

        Expected.Same("""
            {"subscriptionId":3,"event":{"e":"executionReport","E":1700000018123456,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018123456,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018123456,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018123456,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":3,"event":{"e":"outboundAccountPosition","E":1700000018123456,
                "u":1700000018123456,"B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT",
                "f":"800.00000000","l":"200.00000000"}],"seq":"18.1"}}
            """, _venue.Told(precise));
        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018123,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"2.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018123,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018123,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018123,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018123,"u":1700000018123,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"800.00000000",
                "l":"200.00000000"}],"seq":"18.1"}}
            """, _venue.Told(_alice));
    }
}
