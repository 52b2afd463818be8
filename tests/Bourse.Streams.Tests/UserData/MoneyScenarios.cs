using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using static Bourse.Streams.Tests.UserData.UserVenue;

namespace Bourse.Streams.Tests.UserData;

/// <summary>Deposits and withdrawals; several commands in an entry; what timers do.</summary>
public sealed class MoneyScenarios : IDisposable
{
    private readonly UserVenue _venue = new();
    private readonly RecordingListener _alice;

    public MoneyScenarios()
    {
        _alice = _venue.Listen(Alice);
    }

    public void Dispose() => _venue.Dispose();

    /// <summary>user-data-stream.md, "Balance Update": what came or went, then where the balance stands.</summary>
    [Fact]
    public void ADepositAndAWithdrawal()
    {
        _venue.Do(new Deposit(Alice, 1, 5 * One, 1));
        _venue.Do(new Withdraw(Alice, 3, One / 4, 2));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"balanceUpdate","E":1700000018000,"a":"BTC","d":"5.00000000",
                "T":1700000018000,"seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1005.00000000","l":"0.00000000"}],"seq":"18.1"}}
            {"subscriptionId":0,"event":{"e":"balanceUpdate","E":1700000019000,"a":"USDT","d":"-0.25000000",
                "T":1700000019000,"seq":"19.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000019000,"u":1700000019000,
                "B":[{"a":"USDT","f":"999.75000000","l":"0.00000000"}],"seq":"19.1"}}
            """, _venue.Told(_alice));
    }

    /// <summary>Each command has a position of its own, with the balances as they stood after it.</summary>
    [Fact]
    public void TwoOrdersInAnEntry()
    {
        _venue.Apply(
            _venue.Order(Alice, Limit(Side.Buy, 100, 1)), _venue.Order(Alice, Limit(Side.Sell, 200, 1)),
            new Deposit(Alice, 1, One, 1));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":1,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"18.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"900.00000000",
                "l":"100.00000000"}],"seq":"18.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000018000,"s":"BTCUSDT","c":"id2",
                "S":"SELL","o":"LIMIT","f":"GTC","q":"1.00000000","p":"200.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000018000,"t":-1,"I":2,"w":true,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"18.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"999.00000000","l":"1.00000000"},{"a":"USDT","f":"900.00000000",
                "l":"100.00000000"}],"seq":"18.3"}}
            {"subscriptionId":0,"event":{"e":"balanceUpdate","E":1700000018000,"a":"BTC","d":"1.00000000",
                "T":1700000018000,"seq":"18.4"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000018000,"u":1700000018000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"1.00000000"}],"seq":"18.5"}}
            """, _venue.Told(_alice));
    }

    /// <summary>An order that CancelAllAfter cancels before the entry's first command.</summary>
    [Fact]
    public void ATimerThatFires()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 1));
        _venue.Do(new CancelAllAfter { Context = Context(Alice), SymbolId = 1, TimeoutMs = 1500 });
        _venue.Told(_alice);

        _venue.NowUs += 1_000_000;
        _venue.Apply(_venue.Order(Alice, Limit(Side.Buy, 99, 1)));

        Expected.Same("""
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"id1",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"100.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"id1","x":"CANCELED","X":"CANCELED","r":"NONE","i":1,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":2,"w":false,
                "m":false,"M":false,"O":1700000018000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000018000,"V":"NONE","seq":"20.0"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"1000.00000000",
                "l":"0.00000000"}],"seq":"20.1"}}
            {"subscriptionId":0,"event":{"e":"executionReport","E":1700000021000,"s":"BTCUSDT","c":"id2",
                "S":"BUY","o":"LIMIT","f":"GTC","q":"1.00000000","p":"99.00000000","P":"0.00000000",
                "F":"0.00000000","g":-1,"C":"","x":"NEW","X":"NEW","r":"NONE","i":2,"l":"0.00000000",
                "z":"0.00000000","L":"0.00000000","n":"0","N":null,"T":1700000021000,"t":-1,"I":3,"w":true,
                "m":false,"M":false,"O":1700000021000,"Z":"0.00000000","Y":"0.00000000","Q":"0.00000000",
                "W":1700000021000,"V":"NONE","seq":"20.2"}}
            {"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1700000021000,"u":1700000021000,
                "B":[{"a":"BTC","f":"1000.00000000","l":"0.00000000"},{"a":"USDT","f":"901.00000000",
                "l":"99.00000000"}],"seq":"20.3"}}
            """, _venue.Told(_alice));
    }
}
