using Bourse.Venue.Events;

namespace Bourse.History.Records;

/// <summary>
/// A posting: how much of an asset came to an account, or left it, and why. Holds and releases are none.
/// </summary>
/// <param name="SymbolId">0 for deposits and withdrawals.</param>
/// <param name="Amount">Units of 1e-8; below zero when it left.</param>
/// <param name="Reference">The symbol's trade id; the operator's reference for deposits and withdrawals.</param>
public readonly record struct LedgerEntry(
    long TimeUs, int AccountId, int AssetId, int SymbolId, BalanceCause Cause, long Amount, long Reference);
