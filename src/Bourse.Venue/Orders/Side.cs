namespace Bourse.Venue.Orders;

/// <summary>Side of an order.</summary>
public enum Side : byte
{
    Buy = 0,
    Sell = 1,
}
