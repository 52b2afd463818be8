namespace Bourse.Streams.Market.Values;

/// <summary>Trades of one taker order at one price that follow each other.</summary>
internal readonly record struct AggregateValue(
    long TimeUs,
    long AggregateTradeId,
    long Price,
    long Quantity,
    long FirstTradeId,
    long LastTradeId,
    long TradedUs,
    bool BuyerIsMaker);
