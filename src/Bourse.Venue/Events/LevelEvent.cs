using Bourse.Venue.Orders;

namespace Bourse.Venue.Events;

/// <summary>
/// A price level's visible quantity after a command that changed it: one event a touched level and command, in the
/// order of
/// first touch.
/// </summary>
public struct LevelEvent
{
    /// <summary>
    /// The symbol's book update number; grows by one with each event. Depth's lastUpdateId counts these.
    /// </summary>
    public long UpdateId;

    public long Price;

    /// <summary>0 when the level is gone.</summary>
    public long Quantity;

    public int SymbolId;
    public Side Side;
}
