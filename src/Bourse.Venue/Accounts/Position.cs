namespace Bourse.Venue.Accounts;

/// <summary>
/// What an account has open on one symbol, or on all: kept at every opening and closing, for the MAX_NUM filters.
/// </summary>
internal struct Position
{
    public int Orders;
    public int AlgoOrders;
    public int IcebergOrders;
    public int OrderLists;

    /// <summary>Sum of the remaining quantities of BUY orders; not kept over all symbols.</summary>
    public Int128 OpenBuyQuantity;
}
