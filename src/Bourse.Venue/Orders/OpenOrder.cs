using Bourse.Venue.Accounts;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;

namespace Bourse.Venue.Orders;

/// <summary>
/// An order at work, from its acceptance to its close: what its owner is told, and where it hangs in the state. Comes
/// out of
/// the pool of <see cref="OrderStore"/> and goes back there.
/// </summary>
internal sealed class OpenOrder(int slot)
{
    public OrderFields Fields;

    /// <summary>What is locked for it; a pair's on its first open leg.</summary>
    public long Hold;

    /// <summary>The price that the hold of a BUY stop to market is reckoned with (rule 12); else 0.</summary>
    public long ReferencePrice;

    /// <summary>Lowest or highest price since a trailing stop tracks; 0 before.</summary>
    public long Extreme;

    /// <summary>Place in the market's book; 0 when it is not on it.</summary>
    public int BookSlot;

    /// <summary>Place in the heap of waiting stops; -1 when it is not in one.</summary>
    public int HeapIndex = -1;

    /// <summary>Among the market's trailing stops.</summary>
    public bool IsTrailing;

    /// <summary>Can be found by its ids and counts as open; a taker is not before it rests.</summary>
    public bool IsRegistered;

    /// <summary>Leg of its list from 0.</summary>
    public int Leg;

    public OpenList? List;

    /// <summary>The other leg of an OCO, while both are open.</summary>
    public OpenOrder? Pair;

    public OpenOrder? PreviousOfAccount;
    public OpenOrder? NextOfAccount;

    /// <summary>Its name in the pool, the book and the indexes.</summary>
    public int Slot { get; } = slot;

    public Account Account { get; set; } = null!;

    public Market Market { get; set; } = null!;

    /// <summary>Takes from the book at any price.</summary>
    public bool IsToMarket => Fields.Price == 0;

    public bool IsByQuote => Fields.QuoteOrderQuantity != 0;

    /// <summary>Accepted with a list and not placed yet.</summary>
    public bool IsPending => Fields.Status == OrderStatus.PendingNew;

    /// <summary>The asset that its hold is in.</summary>
    public int HoldAssetId => Fields.Side == Side.Buy ? Market.QuoteAssetId : Market.BaseAssetId;
}
