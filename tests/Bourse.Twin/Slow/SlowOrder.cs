using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>An order as the twin keeps it: what its owner is told, and what only the venue knows.</summary>
public sealed class SlowOrder
{
    public OrderFields Fields;

    /// <summary>What is locked for it.</summary>
    public long Hold { get; set; }

    /// <summary>The price that the hold of a BUY stop to market is reckoned with; else 0.</summary>
    public long ReferencePrice { get; set; }

    /// <summary>Quantity that depth shows; 0 while it is not on the book.</summary>
    public long Shown { get; set; }

    /// <summary>Lowest or highest price since a trailing stop tracks; 0 before.</summary>
    public long Extreme { get; set; }

    /// <summary>A stop that has not fired.</summary>
    public bool WaitsForStop { get; set; }

    public SlowList? List { get; set; }

    public long Id => Fields.OrderId;
    public long Remaining => Fields.Quantity - Fields.ExecutedQuantity - Fields.PreventedQuantity;
    public bool IsOpen => Fields.Status is OrderStatus.New or OrderStatus.PendingNew or OrderStatus.PartiallyFilled;
    public bool IsPending => Fields.Status == OrderStatus.PendingNew;
    public bool IsBuy => Fields.Side == Side.Buy;
    public bool IsIceberg => Fields.IcebergQuantity > 0;
    public bool IsByQuote => Fields.QuoteOrderQuantity > 0;
    public bool IsStop => Kinds.IsStop(Fields.Type);
    public bool HasLimitPrice => Kinds.HasLimitPrice(Fields.Type);

    /// <summary>
    /// Holds what it has not paid yet instead of what its remaining quantity needs: at work, to market, and a BUY or by quote amount.
    /// </summary>
    public bool IsPaidDown => !HasLimitPrice && Fields.IsWorking && (IsBuy || IsByQuote);

    /// <summary>The other leg of an OCO while that one is open; else null.</summary>
    public SlowOrder? Pair => List is not null && List.IsPairLeg(this)
        ? List.Legs.Find(leg => leg != this && List.IsPairLeg(leg) && leg.IsOpen)
        : null;
}
