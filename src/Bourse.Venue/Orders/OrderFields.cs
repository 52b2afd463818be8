namespace Bourse.Venue.Orders;

/// <summary>
/// Everything about an order that its owner can be told. The state machine keeps one for each open order, events carry
/// a copy, history stores its columns: one struct for every place.
/// </summary>
/// <remarks>Amounts are units of 1e-8. Times are microseconds since the Unix epoch; -1 is "not yet".</remarks>
public struct OrderFields
{
    public long OrderId;

    /// <summary>-1 when the order belongs to no list.</summary>
    public long OrderListId;

    /// <summary>0 for every type but those with a limit price.</summary>
    public long Price;

    /// <summary>Original quantity; for a MARKET order by quoteOrderQty the quantity executed so far.</summary>
    public long Quantity;

    public long ExecutedQuantity;

    /// <summary>Quote amount of all fills.</summary>
    public long CumulativeQuote;

    /// <summary>0 unless a MARKET order by quote amount.</summary>
    public long QuoteOrderQuantity;

    /// <summary>0 when not given.</summary>
    public long StopPrice;

    /// <summary>0 when not given.</summary>
    public long IcebergQuantity;

    /// <summary>Quantity lost to self-trade prevention over the order's life.</summary>
    public long PreventedQuantity;

    /// <summary>The symbol's number of the last prevented match; -1 when there was none.</summary>
    public long PreventedMatchId;

    /// <summary>Valid when <see cref="HasStrategyId"/>.</summary>
    public long StrategyId;

    /// <summary>When the order was accepted.</summary>
    public long TimeUs;

    /// <summary>When the order last changed.</summary>
    public long UpdateTimeUs;

    /// <summary>When the order went on the book or first traded; -1 before.</summary>
    public long WorkingTimeUs;

    /// <summary>When a trailing stop began to track the price; -1 before.</summary>
    public long TrailingTimeUs;

    public ClientId ClientOrderId;
    public int SymbolId;
    public int AccountId;

    /// <summary>The API key that placed it; 0 for the venue itself.</summary>
    public int KeyId;

    /// <summary>Basis points; 0 when not given.</summary>
    public int TrailingDelta;

    /// <summary>0 when not given, else at least 1000000.</summary>
    public int StrategyType;

    public Side Side;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public SelfTradePreventionMode SelfTradePrevention;
    public OrderStatus Status;
    public ExpiryReason ExpiryReason;
    public bool HasStrategyId;

    /// <summary>
    /// On the book, or on its way through the match; false while a stop waits or a list's pending order does.
    /// </summary>
    public bool IsWorking;

    /// <summary>How often the order was amended.</summary>
    public byte AmendCount;

    /// <summary>What is still to be executed.</summary>
    public readonly long RemainingQuantity => Quantity - ExecutedQuantity - PreventedQuantity;

    public readonly bool IsOpen => Status is OrderStatus.New or OrderStatus.PendingNew or OrderStatus.PartiallyFilled;
}
