using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>An open order list with its legs, closed ones included.</summary>
public sealed class SlowList
{
    public OrderListFields Fields;

    public List<SlowOrder> Legs { get; } = [];

    public long Id => Fields.OrderListId;
    public bool IsOpen => Legs.Exists(leg => leg.IsOpen);

    /// <summary>Orders that wait for the working order of an OTO or OTOCO; of an OCO none.</summary>
    public IEnumerable<SlowOrder> PendingLegs => Fields.Kind == ListKind.Oco ? [] : Legs.Skip(1);

    public bool IsWorkingLeg(SlowOrder order) => Fields.Kind != ListKind.Oco && order == Legs[0];

    /// <summary>Whether the order is one of the two that cancel each other.</summary>
    public bool IsPairLeg(SlowOrder order) => Fields.Kind switch
    {
        ListKind.Oco => true,
        ListKind.Otoco => order != Legs[0],
        _ => false,
    };
}
