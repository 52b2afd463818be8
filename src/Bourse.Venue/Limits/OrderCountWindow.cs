namespace Bourse.Venue.Limits;

/// <summary>Unfilled orders placed in one window of a limit; 0 as soon as another window runs.</summary>
internal struct OrderCountWindow
{
    public long Window;
    public int Count;
}
