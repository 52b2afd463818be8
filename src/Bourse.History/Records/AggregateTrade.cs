namespace Bourse.History.Records;

/// <summary>Trades of one taker order at one price that follow each other (GET /api/v3/aggTrades).</summary>
public struct AggregateTrade
{
    public long AggregateTradeId;
    public long Price;

    public long Quantity;

    public long FirstTradeId;
    public long LastTradeId;
    public long TimeUs;
    public bool BuyerIsMaker;
}
