using Bourse.History.Storage;

namespace Bourse.History;

/// <summary>
/// Reads a store's checkpoint again and again, once for all who wait: often while somebody does, now and then otherwise.
/// </summary>
internal sealed class CheckpointWatch : IAsyncDisposable
{
    private readonly IHistoryReader _reader;
    private readonly HistoryFollowerOptions _options;
    private readonly SequenceWaiters _waiters = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile Reading _last;

    /// <param name="first">What was read already.</param>
    public CheckpointWatch(IHistoryReader reader, HistoryFollowerOptions options, HistoryCheckpoint? first)
    {
        _reader = reader;
        _options = options;
        _last = new Reading(first ?? default, first is null ? new HistoryUnavailableException("Not read yet.") : null);
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>As last read.</summary>
    public HistoryCheckpoint Checkpoint => _last.Checkpoint;

    /// <summary>The last reading came off.</summary>
    public bool IsUp => _last.Fault is null;

    /// <summary>Completes when the checkpoint has reached an entry.</summary>
    /// <exception cref="HistoryUnavailableException">The store cannot be read.</exception>
    public async Task WaitForAsync(long sequence, TimeSpan patience, CancellationToken cancellation)
    {
        if (IsUp && Checkpoint.Sequence >= sequence) return;
        Task waiting = _waiters.Add(sequence);
        if (_stop.IsCancellationRequested) _waiters.Fail(Stopping());
        else if (_wake.CurrentCount == 0) _wake.Release();
        await waiting.WaitAsync(patience, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _waiters.Fail(Stopping());
        _stop.Dispose();
        _wake.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await ReadAsync().ConfigureAwait(false);
            try
            {
                if (_waiters.Any) await Task.Delay(_options.PollInterval, _stop.Token).ConfigureAwait(false);
                else await _wake.WaitAsync(_options.IdleInterval, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            HistoryCheckpoint checkpoint = await _reader.CheckpointAsync().ConfigureAwait(false);
            _last = new Reading(checkpoint, null);
            _waiters.Release(checkpoint.Sequence);
        }
        catch (HistoryUnavailableException fault)
        {
            _last = new Reading(_last.Checkpoint, fault);
            _waiters.Fail(fault);
        }
    }

    private static HistoryUnavailableException Stopping() => new("The node is stopping.");

    private sealed record Reading(HistoryCheckpoint Checkpoint, HistoryUnavailableException? Fault);
}
