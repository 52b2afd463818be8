namespace Bourse.Venue.Accounts;

/// <summary>
/// An account as it is opened. Account 1 is the fee account; the venue opens it itself at the first command.
/// </summary>
public sealed record AccountSpec
{
    /// <summary>The account that commissions are paid to.</summary>
    public const int FeeAccountId = 1;

    /// <summary>1, 2, 3… in the order of opening; 0 while not open.</summary>
    public int Id { get; init; }

    /// <summary>1 to 64 bytes of UTF-8, unique over the venue.</summary>
    public required string Name { get; init; }

    public int FeeTier { get; init; }

    /// <summary>-1 when in none.</summary>
    public int TradeGroupId { get; init; } = -1;

    public AccountRights Rights { get; init; } = AccountRights.Ordinary;

    /// <summary>When it was opened, or last changed by an operator; microseconds.</summary>
    public long UpdateTimeUs { get; init; }
}
