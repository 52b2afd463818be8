namespace Bourse.Venue.Orders;

/// <summary>
/// Shape of an order list. The API's contingencyType is OCO for <see cref="Oco"/> and OTO for both others.
/// </summary>
public enum ListKind : byte
{
    Oco = 0,
    Oto = 1,
    Otoco = 2,
}
