using System.Buffers;
using Bourse.History.Storage;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.History;

/// <summary>
/// History on a node that does not write it: a worker projects, this waits for the worker's checkpoint. Queries go to a replica
/// of the store while it has what they need, and to the primary from the moment on when it was given up waiting for an entry until
/// the replica has that entry.
/// </summary>
public sealed class HistoryFollower : IEventConsumer, IHistorySource, IAsyncDisposable
{
    private readonly IHistoryReader _primary;
    private readonly IHistoryReader? _replica;
    private readonly HistoryFollowerOptions _options;
    private readonly CheckpointWatch _primaryWatch;
    private readonly CheckpointWatch? _replicaWatch;
    private long _takenSequence;
    private long _owedSequence;

    private HistoryFollower(
        IHistoryReader primary, IHistoryReader? replica, HistoryFollowerOptions options, HistoryCheckpoint checkpoint)
    {
        _primary = primary;
        _replica = replica;
        _options = options;
        _primaryWatch = new CheckpointWatch(primary, options, checkpoint);
        _replicaWatch = replica is null ? null : new CheckpointWatch(replica, options, null);
    }

    public string Name => HistoryProjection.ConsumerName;

    /// <summary>
    /// How far the worker has come, on the primary: a snapshot of this node waits for it too, so that a worker that starts from
    /// the newest snapshot never lacks an entry.
    /// </summary>
    public long DurableSequence => _primaryWatch.Checkpoint.Sequence;

    public IHistoryReader Reader => ReplicaServes ? _replica! : _primary;

    public long NowUs => (ReplicaServes ? _replicaWatch! : _primaryWatch).Checkpoint.TimeUs;

    public long TakenSequence => Volatile.Read(ref _takenSequence);

    private bool ReplicaServes =>
        _replicaWatch is { IsUp: true } watch && watch.Checkpoint.Sequence >= Volatile.Read(ref _owedSequence);

    /// <summary>Reads how far history is and begins to watch it.</summary>
    /// <param name="replica">Rows of a standby, which may be behind; null when there is none.</param>
    /// <exception cref="HistoryUnavailableException">The primary cannot be read.</exception>
    public static async Task<HistoryFollower> StartAsync(
        IHistoryReader primary, IHistoryReader? replica = null, HistoryFollowerOptions? options = null)
    {
        HistoryCheckpoint checkpoint = await primary.CheckpointAsync().ConfigureAwait(false);
        return new HistoryFollower(primary, replica, options ?? new HistoryFollowerOptions(), checkpoint);
    }

    /// <inheritdoc/>
    public async ValueTask WaitForAsync(long sequence, CancellationToken cancellation = default)
    {
        if (await ReplicaReachesAsync(sequence, cancellation).ConfigureAwait(false)) return;
        try
        {
            await _primaryWatch.WaitForAsync(sequence, _options.Patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new HistoryUnavailableException(
                $"History is at entry {_primaryWatch.Checkpoint.Sequence}, the question needs {sequence}. "
                + "Ask again; if it does not get there, check that a worker runs.");
        }
    }

    /// <inheritdoc/>
    public void OnEntry(in Entry entry, EventBuffer events, VenueView view) =>
        Volatile.Write(ref _takenSequence, entry.Sequence);

    /// <summary>Nothing: the rows are the store's.</summary>
    public void Save(IBufferWriter<byte> output)
    {
    }

    /// <summary>Takes over the state's number only.</summary>
    public void Load(ReadOnlySpan<byte> state, VenueView view) => Volatile.Write(ref _takenSequence, view.Sequence);

    public async ValueTask DisposeAsync()
    {
        await _primaryWatch.DisposeAsync().ConfigureAwait(false);
        if (_replicaWatch is not null) await _replicaWatch.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// False when queries up to this entry must go to the primary; from then on they do, before anybody was told that they can be
    /// made. A replica that was given up once is not waited for until it has caught up.
    /// </summary>
    private async ValueTask<bool> ReplicaReachesAsync(long sequence, CancellationToken cancellation)
    {
        if (ReplicaServes)
        {
            try
            {
                await _replicaWatch!.WaitForAsync(sequence, _options.ReplicaPatience, cancellation).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is TimeoutException or HistoryUnavailableException)
            {
                // The primary, then.
            }
        }
        Owe(sequence);
        return false;
    }

    private void Owe(long sequence)
    {
        long owed = Volatile.Read(ref _owedSequence);
        while (owed < sequence)
        {
            long found = Interlocked.CompareExchange(ref _owedSequence, sequence, owed);
            if (found == owed) return;
            owed = found;
        }
    }
}
