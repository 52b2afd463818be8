namespace Bourse.Venue.Commands;

/// <summary>cancelReplaceMode: whether the new order is tried although the cancel failed.</summary>
public enum CancelReplaceMode : byte
{
    StopOnFailure = 0,
    AllowFailure = 1,
}
