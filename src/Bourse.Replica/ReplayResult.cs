using Bourse.Venue.Accounts;

namespace Bourse.Replica;

/// <summary>Where a replay ended.</summary>
/// <param name="FromSequence">The snapshot's entry that it began after; 0 from the first entry.</param>
/// <param name="Sequence">The last entry applied.</param>
/// <param name="TimeUs">The venue's time there, microseconds.</param>
/// <param name="StateHash">The state's hash there.</param>
/// <param name="Chain">The hash chain there, 32 bytes.</param>
/// <param name="Proof">The ledger proof there.</param>
public sealed record ReplayResult(
    long FromSequence, long Sequence, long TimeUs, ulong StateHash, ReadOnlyMemory<byte> Chain, LedgerProof Proof);
