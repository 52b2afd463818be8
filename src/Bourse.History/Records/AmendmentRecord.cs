using Bourse.Venue.Orders;

namespace Bourse.History.Records;

/// <summary>One amendment of an order (GET /api/v3/order/amendments).</summary>
public struct AmendmentRecord
{
    public long OrderId;
    public long ExecutionId;
    public long QuantityBefore;
    public long Quantity;
    public long TimeUs;
    public ClientId ClientOrderIdBefore;
    public ClientId ClientOrderId;
    public int AccountId;
    public int SymbolId;
}
