using Bourse.Venue.Orders;

namespace Bourse.Venue.Books;

/// <summary>
/// A level that a command touched, with the shown quantity that it had before; 0 when there was no such level.
/// </summary>
internal struct TouchedLevel
{
    public long Price;
    public long Before;
    public int Level;
    public Side Side;
}
