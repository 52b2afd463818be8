using Bourse.History;
using Bourse.History.Postgres;
using Bourse.History.Sqlite;
using Bourse.History.Storage;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Hosting;

/// <summary>
/// Opens history as the process's role has it: embedded a node writes its own, in a fleet the workers write the
/// database's and nodes follow it.
/// </summary>
internal static class HistoryStorage
{
    // Whoever asks for what just closed, at whichever node, waits for the worker's next transaction, so that one does
    // not wait for more to come for long. What PostgreSQL committed is durable.
    private static readonly HistoryOptions WorkerOptions = new()
    {
        FlushInterval = TimeSpan.FromMilliseconds(20),
        SyncInterval = TimeSpan.Zero,
    };

    /// <exception cref="HistoryUnavailableException">It cannot be read; the message says what to do.</exception>
    public static async Task<NodeHistory> OpenAsync(
        ServerOptions options, DataFolder folder, FleetCache? cache, OpenedParts opened, ILoggerFactory loggers)
    {
        ILogger<HistoryProjection> logger = loggers.CreateLogger<HistoryProjection>();
        if (options.Log.ConnectionString is not { } database)
        {
            SqliteHistoryStore embedded = opened.Add(new SqliteHistoryStore(folder.Root));
            return NodeHistory.Of(opened.Add(new HistoryProjection(embedded, null, logger)));
        }
        PostgresHistoryStore store = opened.Add(await PostgresHistoryStore.OpenAsync(new PostgresHistoryOptions
        {
            ConnectionString = database,
            ReplicaConnectionString = options.Role == NodeRole.Node ? options.Replica : null,
        }).ConfigureAwait(false));
        if (options.Role == NodeRole.Worker)
            return NodeHistory.Of(opened.Add(new HistoryProjection(store, WorkerOptions, logger)));
        HistoryFollower follower = opened.Add(
            await HistoryFollower.StartAsync(Rows(store.Reader)!, Rows(store.Replica)).ConfigureAwait(false));
        return new NodeHistory(follower, follower, null);

        IHistoryReader? Rows(IHistoryReader? rows) => rows is null || cache is null ? rows : cache.Over(rows);
    }
}
