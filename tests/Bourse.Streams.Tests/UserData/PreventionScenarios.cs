using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// Self-trade prevention (faqs/stp_faq.md). l, L and Y are 0 and pl, pL and pY what they would have been
/// (CHANGELOG.md, 2023-12-04); v and A stay with the order, B, u, U and Cs are the match's; u only within a trade
/// group.
/// </summary>
public sealed class PreventionScenarios : IDisposable
{
    private readonly UserVenue _venue = new();

    public void Dispose() => _venue.Dispose();

    [Fact]
    public void ExpireMaker() => Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"EXPIRE_MAKER","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,
                "I":4,"w":false,"m":true,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000018000,"V":"NONE","A":"1.00000000","B":"1.00000000","U":3,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"101.00000000","n":"0.00200000","N":"BTC","T":1700000020000,"t":1,"I":6,
                "w":true,"m":false,"M":true,"O":1700000020000,"Z":"101.00000000","Y":"101.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"EXPIRE_MAKER","seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.99800000","l":"0.00000000"},{"a":"USDT","f":"697.00000000",
                "l":"202.00000000"}],"seq":"20.3"}}
            """, Prevent(SelfTradePreventionMode.ExpireMaker));

    [Fact]
    public void ExpireTaker() => Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"EXPIRE_TAKER","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":3,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,
                "I":4,"w":false,"m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"EXPIRE_TAKER","A":"3.00000000","B":"3.00000000","U":1,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.2"}}
            """, Prevent(SelfTradePreventionMode.ExpireTaker));

    [Fact]
    public void ExpireBoth() => Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"EXPIRE_BOTH","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,
                "I":4,"w":false,"m":true,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000018000,"V":"NONE","A":"1.00000000","B":"1.00000000","U":3,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":3,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,
                "I":5,"w":false,"m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"EXPIRE_BOTH","A":"3.00000000","B":"3.00000000","U":1,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.3"}}
            """, Prevent(SelfTradePreventionMode.ExpireBoth));

    /// <summary>
    /// Both lose the smaller quantity; the larger one goes on, and its later reports still have v and A.
    /// </summary>
    [Fact]
    public void Decrement() => Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"DECREMENT","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,
                "I":4,"w":false,"m":true,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000018000,"V":"NONE","A":"1.00000000","B":"1.00000000","U":3,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"v":1,"I":5,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000020000,"V":"DECREMENT","A":"1.00000000","B":"1.00000000","U":1,"Cs":"BTCUSDT",
                "pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"101.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":3,"l":"1.00000000",
                "z":"1.00000000","L":"101.00000000","n":"0.00200000","N":"BTC","T":1700000020000,"t":1,"v":1,"I":7,
                "w":true,"m":false,"M":true,"O":1700000020000,"Z":"101.00000000","Y":"101.00000000",
                "Q":"0.00000000","W":1700000020000,"V":"DECREMENT","A":"1.00000000","seq":"20.3"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"1000.99800000","l":"0.00000000"},{"a":"USDT","f":"798.00000000",
                "l":"101.00000000"}],"seq":"20.4"}}
            """, Prevent(SelfTradePreventionMode.Decrement));

    /// <summary>Two accounts of a trade group: each hears of its own order, u is the group.</summary>
    [Fact]
    public void AcrossATradeGroup()
    {
        RecordingListener bob = _venue.Listen(Bob);
        RecordingListener carol = _venue.Listen(Carol);
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        _venue.Told(bob);

        _venue.Place(Carol, Limit(Side.Buy, 100, 3) with { SelfTradePrevention = SelfTradePreventionMode.ExpireBoth });

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id1",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":1,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"v":1,
                "I":3,"w":false,"m":true,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000018000,"V":"NONE","A":"1.00000000","B":"1.00000000","u":9,"U":2,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"19.1"}}
            """, _venue.Told(bob));
        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"I":2,"w":true,
                "m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000019000,"V":"EXPIRE_BOTH","seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000019000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"3.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE_PREVENTION","X":"EXPIRED_IN_MATCH","r":"NONE","i":2,
                "l":"0.00000000","z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000019000,"t":-1,"v":1,
                "I":4,"w":false,"m":false,"M":false,"O":1700000019000,"Z":"0.00000000","Y":"0.00000000",
                "Q":"0.00000000","W":1700000019000,"V":"EXPIRE_BOTH","A":"3.00000000","B":"3.00000000","u":9,"U":1,
                "Cs":"BTCUSDT","pl":"1.00000000","pL":"100.00000000","pY":"100.00000000","seq":"19.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"19.2"}}
            """, _venue.Told(carol));
    }

    private IReadOnlyList<string> Prevent(SelfTradePreventionMode mode)
    {
        RecordingListener alice = _venue.Listen(Alice);
        _venue.Place(Alice, Limit(Side.Sell, 100, 1));
        _venue.Place(Bob, Limit(Side.Sell, 101, 1));
        _venue.Told(alice);
        _venue.Place(Alice, Limit(Side.Buy, 101, 3) with { SelfTradePrevention = mode });
        return _venue.Told(alice);
    }
}
