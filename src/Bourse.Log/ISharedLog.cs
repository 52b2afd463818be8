namespace Bourse.Log;

/// <summary>
/// The one place where order is decided: an append-only sequence of entries that all nodes share. Every implementation passes
/// the same contract tests.
/// </summary>
public interface ISharedLog : IAsyncDisposable
{
    /// <summary>Which log this is; a venue may be split over several.</summary>
    int LogId { get; }

    /// <summary>
    /// Appends a batch and completes when it is durable. Appending a batch that already stands in the log returns its place and
    /// writes nothing. At most one append of a node is in flight. There is no time-out and no cancellation: an outcome that is not
    /// known is found out by appending the same batch again.
    /// </summary>
    /// <exception cref="LogUnavailableException">Outcome unknown: append the same batch again.</exception>
    /// <exception cref="LogFailedException">The log must not be used any more, as after a failed fsync; stop the process.</exception>
    ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload);

    /// <summary>
    /// Sequence number of the last durable entry; 0 when there is none. Every append that had completed anywhere before the question
    /// is counted.
    /// </summary>
    /// <exception cref="LogUnavailableException">The log cannot be reached now.</exception>
    ValueTask<long> HeadAsync(CancellationToken cancellation);

    /// <summary>
    /// A reader of every entry after <paramref name="afterSequence"/>, in order and without gaps. What it hands out is durable,
    /// wherever it was appended; an entry of this process can be read once its append has completed, or before.
    /// </summary>
    ILogReader OpenReader(long afterSequence);

    /// <summary>
    /// Stores a snapshot durably; older ones beyond the newest three may be dropped. Its bytes are the caller's again
    /// once this has completed, however it did.
    /// </summary>
    ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation);

    /// <summary>The newest undamaged snapshot not after <paramref name="sequenceMax"/>; null when there is none.</summary>
    ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation);

    /// <summary>Reads every stored snapshot and says which are damaged, newest first.</summary>
    ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation);
}
