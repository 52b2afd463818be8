namespace Bourse.Streams.Market.Values;

/// <summary>One trade.</summary>
internal readonly record struct TradeValue(
    long TimeUs, long TradeId, long Price, long Quantity, long TradedUs, bool BuyerIsMaker);
