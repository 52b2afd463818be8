namespace Bourse.Venue.Orders;

/// <summary>
/// What happens instead of a trade between orders of one account or trade group; the taker's mode decides.
/// </summary>
public enum SelfTradePreventionMode : byte
{
    None = 0,
    ExpireTaker = 1,
    ExpireMaker = 2,
    ExpireBoth = 3,
    Decrement = 4,

    /// <summary>In a command only: take the symbol's default.</summary>
    SymbolDefault = 255,
}
