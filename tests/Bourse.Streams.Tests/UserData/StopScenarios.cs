using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Orders that wait for a price (faqs/trailing-stop-faq.md; docs/venue-rules.md, rules 23 to 25).</summary>
public sealed class StopScenarios : IDisposable
{
    private readonly UserVenue _venue = new();
    private readonly RecordingListener _alice;

    public StopScenarios()
    {
        _alice = _venue.Listen(Alice);
        Trade(100);
        _venue.Told(_alice);
    }

    public void Dispose() => _venue.Dispose();

    /// <summary>
    /// It waits without W and with w false; when it fires it is told as NEW again, now with W, then trades.
    /// </summary>
    [Fact]
    public void AStopLossLimitThatFires()
    {
        _venue.Place(Bob, Limit(Side.Buy, 94, 1));
        _venue.Place(Alice, Limit(Side.Sell, 94, 1) with { Type = OrderType.StopLossLimit, StopPrice = 95 * One });
        Trade(95);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"id4",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"94.00000000","P":"95.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":6,"w":false,
                "m":false,"M":false,"O":1700000021000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"21.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"21.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000023000,"s":"BTCUSDT","c":"id4",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"94.00000000","P":"95.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":4,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000023000,"t":-1,"I":11,"w":true,
                "m":false,"M":false,"O":1700000021000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000023000,"V":"NONE","seq":"23.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000023000,"s":"BTCUSDT","c":"id4",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"94.00000000","P":"95.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"FILLED","r":"NONE","i":4,"l":"1.00000000",
                "z":"1.00000000","L":"94.00000000","n":"0.18800000","N":"USDT","T":1700000023000,"t":3,"I":13,
                "w":false,"m":false,"M":true,"O":1700000021000,"Z":"94.00000000","Y":"94.00000000","Q":"0.00000000",
                "W":1700000023000,"V":"NONE","seq":"23.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000023000,"u":1700000023000,
                "B":[{"a":"BTC","f":"999.00000000","l":"0.00000000"},{"a":"USDT","f":"1093.81200000",
                "l":"0.00000000"}],"seq":"23.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>
    /// A stop to market without enough on the other side: what is left expires (INSUFFICIENT_LIQUIDITY).
    /// </summary>
    [Fact]
    public void AStopLossThatFindsTooLittle()
    {
        _venue.Place(Alice, UserVenue.Market(Side.Sell, 2) with { Type = OrderType.StopLoss, StopPrice = 95 * One });
        _venue.Told(_alice);
        Trade(95);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000022000,"s":"BTCUSDT","c":"id3",
                "S":"SELL","o":"STOP_LOSS","f":"GTC","q":"2.00000000","p":"0.00000000","P":"95.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000022000,"t":-1,"I":10,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000022000,"V":"NONE","seq":"22.0"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000022000,"s":"BTCUSDT","c":"id3",
                "S":"SELL","o":"STOP_LOSS","f":"GTC","q":"2.00000000","p":"0.00000000","P":"95.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"EXPIRED","X":"EXPIRED","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000022000,"t":-1,"I":11,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000022000,"V":"NONE","eR":"INSUFFICIENT_LIQUIDITY","seq":"22.1"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000022000,"u":1700000022000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"22.2"}}
            """, _venue.Told(_alice));
    }

    /// <summary>d is the delta; D appears once it tracks the price.</summary>
    [Fact]
    public void ATrailingStop()
    {
        _venue.Place(Alice, Limit(Side.Sell, 90, 1) with
        {
            Type = OrderType.StopLossLimit,
            StopPrice = 98 * One,
            TrailingDelta = 100,
        });
        Trade(98);
        Trade(97);

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000020000,"s":"BTCUSDT","c":"id3",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"98.00000000",
                "d":100,"F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000020000,"t":-1,"I":5,"w":false,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000","V":"NONE",
                "seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000020000,"u":1700000020000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000024000,"s":"BTCUSDT","c":"id3",
                "S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.00000000","p":"90.00000000","P":"98.00000000",
                "d":100,"F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":3,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000024000,"t":-1,"I":14,"w":true,
                "m":false,"M":false,"O":1700000020000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "D":1700000022000,"W":1700000024000,"V":"NONE","seq":"24.0"}}
            """, _venue.Told(_alice));
    }

    private void Trade(int price)
    {
        _venue.Place(Carol, Limit(Side.Sell, price, 0.1m));
        _venue.Place(Bob, Limit(Side.Buy, price, 0.1m) with { TimeInForce = TimeInForce.Ioc });
    }
}
