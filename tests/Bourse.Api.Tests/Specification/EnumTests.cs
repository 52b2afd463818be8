using System.Text;
using Bourse.Api.Orders;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.Specification;

/// <summary>enums.md: the words of each enumeration; what is sent is read back as what is told.</summary>
public sealed class EnumTests
{
    [Fact]
    public void Words_that_orders_are_sent_with()
    {
        AssertRead("BUY SELL", Enum.GetValues<Side>(), OrderWords.TryParse, side => OrderWords.Of(side));
        AssertRead(
            "LIMIT MARKET STOP_LOSS STOP_LOSS_LIMIT TAKE_PROFIT TAKE_PROFIT_LIMIT LIMIT_MAKER",
            Enum.GetValues<OrderType>(), OrderWords.TryParse, type => OrderWords.Of(type));
        AssertRead("GTC IOC FOK", Enum.GetValues<TimeInForce>(), OrderWords.TryParse, time => OrderWords.Of(time));
        AssertRead(
            "NONE EXPIRE_MAKER EXPIRE_TAKER EXPIRE_BOTH DECREMENT",
            Enum.GetValues<SelfTradePreventionMode>().Where(mode => mode != SelfTradePreventionMode.SymbolDefault),
            OrderWords.TryParse, mode => OrderWords.Of(mode));
    }

    /// <summary>PENDING_CANCEL is "currently unused" there.</summary>
    [Fact]
    public void Words_that_are_only_told()
    {
        AssertTold(
            "NEW PENDING_NEW PARTIALLY_FILLED FILLED CANCELED REJECTED EXPIRED EXPIRED_IN_MATCH",
            Enum.GetValues<OrderStatus>(), status => OrderWords.Of(status));
        AssertTold(
            "RESPONSE EXEC_STARTED UPDATED ALL_DONE", Enum.GetValues<ListStatusType>(), type => OrderWords.Of(type));
        AssertTold(
            "EXECUTING ALL_DONE REJECT", Enum.GetValues<ListOrderStatus>(), status => OrderWords.Of(status));
        AssertTold("OCO OTO", Enum.GetValues<ListKind>(), kind => OrderWords.Of(kind));
        AssertTold(
            "NONE REJECTED EXCHANGE_CANCELED OCO_TRIGGER OTO_PHASE_ONE_EXPIRED UNFILLED_IOC_QUANTITY_EXPIRED " +
            "UNFILLED_FOK_ORDER_EXPIRED INSUFFICIENT_LIQUIDITY EXECUTION_RULE_PRICE_RANGE_EXCEEDED",
            Enum.GetValues<ExpiryReason>(), reason => OrderWords.Of(reason));
    }

    private delegate bool Parse<T>(ReadOnlySpan<byte> word, out T value);

    private delegate ReadOnlySpan<byte> Tell<T>(T value);

    private static void AssertRead<T>(string words, IEnumerable<T> values, Parse<T> parse, Tell<T> tell)
        where T : struct, Enum
    {
        AssertTold(words, values, tell);
        foreach (string word in words.Split(' '))
        {
            Assert.True(parse(Encoding.ASCII.GetBytes(word), out T value), word);
            Assert.Equal(word, Encoding.ASCII.GetString(tell(value)));
            Assert.False(parse(Encoding.ASCII.GetBytes(word.ToLowerInvariant()), out _), word);
        }
    }

    private static void AssertTold<T>(string words, IEnumerable<T> values, Tell<T> tell)
        where T : struct, Enum =>
        Assert.Equal(
            words.Split(' ').Order(StringComparer.Ordinal),
            values.Select(value => Encoding.ASCII.GetString(tell(value))).Distinct().Order(StringComparer.Ordinal));
}
