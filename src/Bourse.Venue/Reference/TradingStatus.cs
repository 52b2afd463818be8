namespace Bourse.Venue.Reference;

/// <summary>Trading status of a symbol, and of the venue as a whole; the stricter one holds.</summary>
public enum TradingStatus : byte
{
    Trading = 0,

    /// <summary>Nothing may be placed, amended or cancelled by clients.</summary>
    Halt = 1,

    /// <summary>Cancels only.</summary>
    CancelOnly = 2,
}
