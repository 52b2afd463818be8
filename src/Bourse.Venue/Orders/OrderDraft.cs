using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Matching;

namespace Bourse.Venue.Orders;

/// <summary>An order on its way through the checks: what the client said, and what the checks found out.</summary>
internal ref struct OrderDraft
{
    public OrderParameters Order;
    public Account Account;
    public Market Market;
    public int KeyId;

    /// <summary>What it will lock.</summary>
    public long Hold;

    /// <summary>Rule 12's price of a BUY stop to market; else 0.</summary>
    public long ReferencePrice;

    public readonly bool IsByQuote => Order.QuoteOrderQuantity != 0;
}
