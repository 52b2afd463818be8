namespace Bourse.Venue.Orders;

/// <summary>Why an order expired (enums.md, "Expiry Reasons").</summary>
public enum ExpiryReason : byte
{
    None = 0,
    Rejected = 1,
    ExchangeCanceled = 2,
    OcoTrigger = 3,
    OtoPhaseOneExpired = 4,
    UnfilledIocQuantityExpired = 5,
    UnfilledFokOrderExpired = 6,
    InsufficientLiquidity = 7,
    ExecutionRulePriceRangeExceeded = 8,
}
