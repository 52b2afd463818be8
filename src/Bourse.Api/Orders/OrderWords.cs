using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// The API's words for an order's enumerations (enums.md), both ways. The arrays are in the order of the numbers.
/// </summary>
public static class OrderWords
{
    private static readonly byte[][] Sides = Words("BUY SELL");
    private static readonly byte[][] Types =
        Words("LIMIT MARKET STOP_LOSS STOP_LOSS_LIMIT TAKE_PROFIT TAKE_PROFIT_LIMIT LIMIT_MAKER");
    private static readonly byte[][] TimesInForce = Words("GTC IOC FOK");
    private static readonly byte[][] Statuses =
        Words("NEW PENDING_NEW PARTIALLY_FILLED FILLED CANCELED REJECTED EXPIRED EXPIRED_IN_MATCH");
    private static readonly byte[][] SelfTradePreventionModes =
        Words("NONE EXPIRE_TAKER EXPIRE_MAKER EXPIRE_BOTH DECREMENT");
    private static readonly byte[][] ExpiryReasons = Words(
        "NONE REJECTED EXCHANGE_CANCELED OCO_TRIGGER OTO_PHASE_ONE_EXPIRED UNFILLED_IOC_QUANTITY_EXPIRED " +
        "UNFILLED_FOK_ORDER_EXPIRED INSUFFICIENT_LIQUIDITY EXECUTION_RULE_PRICE_RANGE_EXCEEDED");
    private static readonly byte[][] ListStatusTypes = Words("RESPONSE EXEC_STARTED UPDATED ALL_DONE");
    private static readonly byte[][] ListOrderStatuses = Words("EXECUTING ALL_DONE REJECT");
    private static readonly byte[][] ContingencyTypes = Words("OCO OTO OTO");
    private static readonly byte[][] ResponseForms = Words("ACK RESULT FULL");
    private static readonly byte[][] CancelRestrictions = Words("- ONLY_NEW ONLY_PARTIALLY_FILLED");
    private static readonly byte[][] CancelReplaceModes = Words("STOP_ON_FAILURE ALLOW_FAILURE");
    private static readonly byte[][] RateLimitModes = Words("DO_NOTHING CANCEL_ONLY");

    public static ReadOnlySpan<byte> Of(Side side) => Sides[(int)side];

    public static ReadOnlySpan<byte> Of(OrderType type) => Types[(int)type];

    public static ReadOnlySpan<byte> Of(TimeInForce timeInForce) => TimesInForce[(int)timeInForce];

    public static ReadOnlySpan<byte> Of(OrderStatus status) => Statuses[(int)status];

    public static ReadOnlySpan<byte> Of(SelfTradePreventionMode mode) => SelfTradePreventionModes[(int)mode];

    public static ReadOnlySpan<byte> Of(ExpiryReason reason) => ExpiryReasons[(int)reason];

    public static ReadOnlySpan<byte> Of(ListStatusType type) => ListStatusTypes[(int)type];

    public static ReadOnlySpan<byte> Of(ListOrderStatus status) => ListOrderStatuses[(int)status];

    /// <summary>contingencyType: an OTOCO is an OTO there.</summary>
    public static ReadOnlySpan<byte> Of(ListKind kind) => ContingencyTypes[(int)kind];

    public static bool TryParse(ReadOnlySpan<byte> word, out Side side) =>
        (side = (Side)IndexOf(Sides, word)) != (Side)byte.MaxValue;

    public static bool TryParse(ReadOnlySpan<byte> word, out OrderType type) =>
        (type = (OrderType)IndexOf(Types, word)) != (OrderType)byte.MaxValue;

    public static bool TryParse(ReadOnlySpan<byte> word, out TimeInForce timeInForce) =>
        (timeInForce = (TimeInForce)IndexOf(TimesInForce, word)) != (TimeInForce)byte.MaxValue;

    /// <summary>Never <see cref="SelfTradePreventionMode.SymbolDefault"/>, which has no word.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out SelfTradePreventionMode mode) =>
        (mode = (SelfTradePreventionMode)IndexOf(SelfTradePreventionModes, word))
            != SelfTradePreventionMode.SymbolDefault;

    internal static bool TryParse(ReadOnlySpan<byte> word, out ResponseForm form) =>
        (form = (ResponseForm)IndexOf(ResponseForms, word)) != (ResponseForm)byte.MaxValue;

    internal static bool TryParse(ReadOnlySpan<byte> word, out CancelReplaceMode mode) =>
        (mode = (CancelReplaceMode)IndexOf(CancelReplaceModes, word)) != (CancelReplaceMode)byte.MaxValue;

    internal static bool TryParse(ReadOnlySpan<byte> word, out OrderRateLimitExceededMode mode) =>
        (mode = (OrderRateLimitExceededMode)IndexOf(RateLimitModes, word)) != (OrderRateLimitExceededMode)byte.MaxValue;

    internal static bool TryParse(ReadOnlySpan<byte> word, out CancelRestriction restriction)
    {
        restriction = (CancelRestriction)IndexOf(CancelRestrictions, word);
        return restriction is CancelRestriction.OnlyNew or CancelRestriction.OnlyPartiallyFilled;
    }

    /// <summary>Index of the word, or 255.</summary>
    private static byte IndexOf(byte[][] words, ReadOnlySpan<byte> word)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (word.SequenceEqual(words[i])) return (byte)i;
        }
        return byte.MaxValue;
    }

    private static byte[][] Words(string words) =>
        [.. words.Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];
}
