namespace Bourse.Venue.Events;

/// <summary>One match of a maker and a taker order.</summary>
public struct TradeEvent
{
    /// <summary>1, 2, 3… over the symbol.</summary>
    public long TradeId;

    /// <summary>
    /// 1, 2, 3… over the symbol: trades of one taker order at one price that follow each other share it.
    /// </summary>
    public long AggregateTradeId;

    public long Price;
    public long Quantity;

    /// <summary>
    /// price × quantity rounded down to a unit: what the buyer pays and the seller receives before commission.
    /// </summary>
    public long Quote;

    public long BuyerOrderId;
    public long SellerOrderId;
    public long BuyerCommission;
    public long SellerCommission;
    public long TimeUs;
    public int SymbolId;
    public int BuyerAccountId;
    public int SellerAccountId;
    public bool BuyerIsMaker;
}
