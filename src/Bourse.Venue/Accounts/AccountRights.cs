namespace Bourse.Venue.Accounts;

/// <summary>What an account may do.</summary>
[Flags]
public enum AccountRights : byte
{
    None = 0,
    CanTrade = 1,
    CanDeposit = 2,
    CanWithdraw = 4,

    /// <summary>Exempt from the ORDERS limits and the MAX_NUM filters, for market makers of the venue itself.</summary>
    Unlimited = 8,
    Ordinary = CanTrade | CanDeposit | CanWithdraw,
}
