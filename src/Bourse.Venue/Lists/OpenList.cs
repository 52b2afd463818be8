using Bourse.Venue.Orders;

namespace Bourse.Venue.Lists;

/// <summary>An order list at work. Its legs are null once closed.</summary>
internal sealed class OpenList(int slot)
{
    public OrderListFields Fields;
    public OpenOrder? First;
    public OpenOrder? Second;
    public OpenOrder? Third;
    public OpenList? PreviousOfAccount;
    public OpenList? NextOfAccount;

    public int Slot { get; } = slot;

    public bool IsEmpty => First is null && Second is null && Third is null;

    public OpenOrder? Leg(int leg) => leg switch { 0 => First, 1 => Second, _ => Third };

    public void SetLeg(int leg, OpenOrder? order)
    {
        if (leg == 0) First = order;
        else if (leg == 1) Second = order;
        else Third = order;
    }

    /// <summary>A leg's client order id changed.</summary>
    public void Rename(int leg, in ClientId clientOrderId)
    {
        if (leg == 0) Fields.FirstClientOrderId = clientOrderId;
        else if (leg == 1) Fields.SecondClientOrderId = clientOrderId;
        else Fields.ThirdClientOrderId = clientOrderId;
    }
}
