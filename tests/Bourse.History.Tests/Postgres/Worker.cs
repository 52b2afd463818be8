using Bourse.History.Postgres;
using Bourse.History.Storage;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

/// <summary>
/// A worker: a store, a projection, and the log of entries, which the same seed makes on every worker. It feeds them on a thread of
/// its own, as the replica does.
/// </summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly PostgresHistoryStore _store;
    private readonly Task _feeding;
    private volatile int _entries;
    private volatile bool _isStopping;

    private Worker(PostgresHistoryStore store, int seed)
    {
        _store = store;
        Venue = new SyntheticVenue(seed);
        Projection = new HistoryProjection(store, new HistoryOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(2),
            RetryDelay = TimeSpan.FromMilliseconds(5),
            TransactionBytes = 4000,
        });
        _feeding = Task.Factory.StartNew(Feed, TaskCreationOptions.LongRunning);
    }

    public SyntheticVenue Venue { get; }

    public HistoryProjection Projection { get; }

    public IHistoryWriter Writer => _store.Writer;

    public static async Task<Worker> StartAsync(PostgresHistoryOptions options, int seed) =>
        new(await PostgresHistoryStore.OpenAsync(options), seed);

    /// <summary>The log is so long now.</summary>
    public void Grow(int entries) => _entries = entries;

    /// <summary>Waits until history, whoever writes it, is as far as an entry.</summary>
    public async Task UntilAsync(long sequence)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(100));
        while (Projection.ProjectedSequence < sequence) await Task.Delay(5, patience.Token);
    }

    /// <summary>Ends as a killed process does: the server finds its connection closed.</summary>
    public async Task CrashAsync()
    {
        _isStopping = true;
        await _feeding;
        Projection.Abandon();
        _store.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _feeding;
        Projection.Dispose();
        _store.Dispose();
    }

    private void Feed()
    {
        while (!_isStopping)
        {
            if (Venue.Entry.Sequence >= _entries)
            {
                Thread.Sleep(1);
                continue;
            }
            Venue.Next();
            Projection.OnEntry(Venue.Entry, Venue.Events, null!);
        }
    }
}
