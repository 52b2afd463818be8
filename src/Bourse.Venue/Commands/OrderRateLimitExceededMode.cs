namespace Bourse.Venue.Commands;

/// <summary>orderRateLimitExceededMode: whether the cancel is done although the order count is used up.</summary>
public enum OrderRateLimitExceededMode : byte
{
    DoNothing = 0,
    CancelOnly = 1,
}
