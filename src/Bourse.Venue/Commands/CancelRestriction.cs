namespace Bourse.Venue.Commands;

/// <summary>cancelRestrictions of DELETE /api/v3/order.</summary>
public enum CancelRestriction : byte
{
    None = 0,
    OnlyNew = 1,
    OnlyPartiallyFilled = 2,
}
