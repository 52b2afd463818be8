namespace Bourse.Venue.Orders;

/// <summary>Everything about an order list that its owner can be told.</summary>
public struct OrderListFields
{
    public long OrderListId;

    /// <summary>
    /// OCO: above, below. OTO: working, pending. OTOCO: working, pending above, pending below; else 0.
    /// </summary>
    public long FirstOrderId;
    public long SecondOrderId;
    public long ThirdOrderId;
    public long TimeUs;
    public ClientId ListClientOrderId;
    public ClientId FirstClientOrderId;
    public ClientId SecondClientOrderId;
    public ClientId ThirdClientOrderId;
    public int SymbolId;
    public int AccountId;
    public ListKind Kind;
    public ListStatusType StatusType;
    public ListOrderStatus OrderStatus;

    public readonly int OrderCount => Kind == ListKind.Otoco ? 3 : 2;
}
