using Bourse.Venue.Orders;

namespace Bourse.Venue.Events;

/// <summary>Tells the owner what happened to an order; <see cref="Order"/> is the order right after it.</summary>
public struct ExecutionReport
{
    public OrderFields Order;

    /// <summary>1, 2, 3… over the venue.</summary>
    public long ExecutionId;

    /// <summary>The symbol's trade number; -1 unless <see cref="ExecutionType.Trade"/>.</summary>
    public long TradeId;

    /// <summary>The order on the other side of a trade or of a prevented match; -1 otherwise.</summary>
    public long CounterOrderId;

    public long LastPrice;
    public long LastQuantity;
    public long LastQuote;

    /// <summary>Paid out of what the fill brought in.</summary>
    public long Commission;

    /// <summary>Quantity expired by this prevented match.</summary>
    public long LastPreventedQuantity;

    /// <summary>What this prevented match would have traded; 0 otherwise.</summary>
    public long PreventedExecutionQuantity;

    /// <summary>
    /// For <see cref="ExecutionType.Replaced"/> the original quantity before the amendment; 0 otherwise.
    /// </summary>
    public long QuantityBefore;

    /// <summary>
    /// A cancel's or amendment's own client order id where it differs from the order's (the API's c; the order's is C
    /// then);
    /// for <see cref="ExecutionType.Replaced"/> the id before the amendment. Empty otherwise.
    /// </summary>
    public ClientId OtherClientOrderId;

    /// <summary>0 when no commission was due.</summary>
    public int CommissionAssetId;

    public int CounterAccountId;
    public RejectReason RejectReason;
    public ExecutionType ExecutionType;
    public bool IsMaker;
}
