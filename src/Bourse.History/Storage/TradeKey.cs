namespace Bourse.History.Storage;

/// <summary>
/// A trade's symbol and number in one, so that the index of an account's trades is in the order of both, and a range of a symbol's
/// trades is one of keys.
/// </summary>
internal static class TradeKey
{
    /// <summary>Bits of the trade's number in its key.</summary>
    public const int TradeBits = 40;

    /// <summary>Highest trade id that a key holds.</summary>
    public const long TradeIdMax = (1L << TradeBits) - 1;

    public static long Of(int symbolId, long tradeId) => ((long)symbolId << TradeBits) | tradeId;

    /// <summary>The key of an end of a range of trade ids, which may be out of what there can be.</summary>
    public static long Bound(int symbolId, long tradeId) => Of(symbolId, Math.Clamp(tradeId, 0, TradeIdMax));

    public static int SymbolOf(long key) => (int)(key >> TradeBits);

    public static long TradeOf(long key) => key & TradeIdMax;
}
