namespace Bourse.Venue.Accounts;

/// <summary>Result of walking the whole state: whether every amount is where it must be.</summary>
/// <param name="Sequence">The entry it holds for.</param>
/// <param name="Failures">What does not hold, a sentence each; empty when the proof stands.</param>
/// <param name="Totals">Per asset, in the order of ids: what all accounts have, and what was deposited less
/// withdrawn.</param>
public sealed record LedgerProof(long Sequence, IReadOnlyList<string> Failures, IReadOnlyList<AssetTotal> Totals)
{
    public bool Holds => Failures.Count == 0;
}
