using Bourse.Log;
using Bourse.Venue.Accounts;
using Bourse.Venue.Snapshots;
using Microsoft.Extensions.Logging;

namespace Bourse.Replica;

/// <summary>Rebuilds the state from the log, away from any node: what <c>bourse replay</c> and <c>bourse verify</c> do.</summary>
public static class LogReplay
{
    /// <summary>Applies the log up to an entry, or to its head when it ends before.</summary>
    /// <param name="fromSnapshot">Begin with the newest usable snapshot, not with the first entry.</param>
    /// <param name="consumers">Fed as a node feeds them; usually none.</param>
    /// <exception cref="LogDamagedException">An entry is damaged; the message names it.</exception>
    /// <exception cref="Venue.InvariantException">A defect was met in an entry.</exception>
    public static async Task<ReplayResult> RunAsync(
        ISharedLog log,
        long toSequence,
        bool fromSnapshot,
        IReadOnlyList<IEventConsumer> consumers,
        ILogger logger,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(log);
        using NodeState state = fromSnapshot
            ? await StateLoader.LoadAsync(log, consumers, toSequence, logger, cancellation).ConfigureAwait(false)
            : NodeState.Begin(consumers);
        long from = state.Machine.Sequence;
        long end = Math.Min(toSequence, await log.HeadAsync(cancellation).ConfigureAwait(false));
        await using ILogReader reader = log.OpenReader(from);
        await AdvanceAsync(state, reader, end, cancellation).ConfigureAwait(false);
        return Result(state, from);
    }

    /// <summary>
    /// Checks the whole log and every snapshot: each entry's bytes and place, each snapshot's bytes and that its state is the one
    /// that a replay from the first entry has there, and the ledger proof at the end. Changes nothing.
    /// </summary>
    public static async Task<VerifyResult> VerifyAsync(ISharedLog log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(log);
        List<string> findings = [];
        IReadOnlyList<SnapshotCheck> snapshots = await log.CheckSnapshotsAsync(cancellation).ConfigureAwait(false);
        findings.AddRange(snapshots.Where(check => check.Damage is not null).Select(check => check.Damage!));
        using NodeState state = NodeState.Begin([]);
        await using ILogReader reader = log.OpenReader(0);
        int compared = 0;
        try
        {
            long head = await log.HeadAsync(cancellation).ConfigureAwait(false);
            foreach (SnapshotCheck check in snapshots.Where(check => check.Damage is null).OrderBy(check => check.Sequence))
            {
                if (check.Sequence > head) throw LogDamage.Short(head, check.Sequence);
                await AdvanceAsync(state, reader, check.Sequence, cancellation).ConfigureAwait(false);
                findings.AddRange(Compare(state, await log.LoadSnapshotAsync(check.Sequence, cancellation).ConfigureAwait(false)));
                compared++;
            }
            await AdvanceAsync(state, reader, head, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogDamagedException or Venue.InvariantException)
        {
            findings.Add(e is LogDamagedException ? e.Message : $"Entry {state.Machine.Sequence + 1} cannot be applied: {e.Message}");
            return new VerifyResult(null, compared, findings);
        }
        ReplayResult result = Result(state, 0);
        findings.AddRange(result.Proof.Failures);
        return new VerifyResult(result, compared, findings);
    }

    private static async Task AdvanceAsync(NodeState state, ILogReader reader, long sequence, CancellationToken cancellation)
    {
        while (state.Machine.Sequence < sequence)
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.TryRead(out LogEntry entry)) state.Apply(in entry);
            else await reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static IEnumerable<string> Compare(NodeState replayed, LogSnapshot? snapshot)
    {
        if (snapshot is null || snapshot.Sequence != replayed.Machine.Sequence) yield break;
        if (!snapshot.Chain.Span.SequenceEqual(replayed.Chain.Link))
            yield return $"Snapshot {snapshot.Sequence} was taken from other entries than the log has: their hash chains differ.";
        ulong hash = replayed.Machine.StateHash();
        if (StateHash(snapshot) is var stored && stored != hash)
            yield return $"Snapshot {snapshot.Sequence} has state hash {stored:x16}, the replay {hash:x16}.";
    }

    private static ulong? StateHash(LogSnapshot snapshot)
    {
        try
        {
            using NodeState state = NodeState.Load(snapshot, []);
            return state.Machine.StateHash();
        }
        catch (InvalidSnapshotException)
        {
            return null;
        }
    }

    private static ReplayResult Result(NodeState state, long from)
    {
        LedgerProof proof = state.Machine.View.ProveLedger();
        return new ReplayResult(
            from, state.Machine.Sequence, state.Machine.TimeUs, state.Machine.StateHash(), state.Chain.Link.ToArray(), proof);
    }
}
