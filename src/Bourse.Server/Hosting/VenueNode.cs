using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.History;
using Bourse.History.Sqlite;
using Bourse.Log;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Hosting;

/// <summary>The venue's own parts in one process: log, history, read models, replica. Without listeners.</summary>
internal sealed class VenueNode : IAsyncDisposable
{
    private readonly ISharedLog _log;

    private VenueNode(ISharedLog log, SqliteHistoryStore store, HistoryProjection history, SecretBox secrets)
    {
        _log = log;
        Store = store;
        History = history;
        Secrets = secrets;
        Keys = new KeyDirectory(secrets);
    }

    public SecretBox Secrets { get; }
    public KeyDirectory Keys { get; }
    public ReferenceCatalog Catalog { get; } = new();
    public MarketDataModel MarketData { get; } = new();
    public HistoryProjection History { get; }
    public SqliteHistoryStore Store { get; }
    public VenueReplica Replica { get; private set; } = null!;

    /// <summary>Opens what the folder holds and catches up.</summary>
    /// <exception cref="StartFailedException">
    /// The folder's content cannot be used; the message says what to do.
    /// </exception>
    public static async Task<VenueNode> StartAsync(DataFolder folder, ServerOptions options, ILoggerFactory loggers)
    {
        VenueNode? node = null;
        try
        {
            node = await OpenAsync(folder, options, loggers).ConfigureAwait(false);
            IEventConsumer[] consumers = [node.Catalog, node.Keys, node.MarketData, node.History];
            node.Replica = await VenueReplica.StartAsync(
                node._log, consumers, NodeOptions.Replica(options), TimeProvider.System,
                    loggers.CreateLogger<VenueReplica>())
                .ConfigureAwait(false);
            return node;
        }
        catch (Exception e) when (
            e is LogDamagedException or LogFailedException or LogUnavailableException
                or HistoryUnavailableException or DataKeyException)
        {
            if (node is not null) await node.DisposeAsync().ConfigureAwait(false);
            throw new StartFailedException(e.Message, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Replica is not null) await Replica.DisposeAsync().ConfigureAwait(false);
        History.Dispose();
        Store.Dispose();
        await _log.DisposeAsync().ConfigureAwait(false);
        Secrets.Dispose();
    }

    private static async Task<VenueNode> OpenAsync(DataFolder folder, ServerOptions options, ILoggerFactory loggers)
    {
        ISharedLog log = await LogStorage.OpenAsync(options.Log, folder, loggers).ConfigureAwait(false);
        SqliteHistoryStore? store = null;
        try
        {
            store = new SqliteHistoryStore(folder.Root);
            return new VenueNode(
                log, store, new HistoryProjection(store, null, loggers.CreateLogger<HistoryProjection>()),
                SecretBox.OpenFile(options.DataKeyFile ?? folder.DataKeyFile));
        }
        catch
        {
            store?.Dispose();
            await log.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
