using System.Diagnostics;
using Bourse.Api.Auth;
using Bourse.Api.Limits;
using Bourse.History;
using Bourse.Log;
using Bourse.Log.Postgres;
using Bourse.Replica;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Hosting;

/// <summary>
/// The venue's own parts in one process: log, cache, history, read models, replica. Without listeners.
/// </summary>
internal sealed partial class VenueNode : IAsyncDisposable
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DatabasePause = TimeSpan.FromMilliseconds(500);

    private readonly OpenedParts _opened;

    private VenueNode(OpenedParts opened) => _opened = opened;

    public required SecretBox Secrets { get; init; }
    public required NodeHistory History { get; init; }
    public required ReadModels Models { get; init; }
    public required VenueReplica Replica { get; init; }

    /// <summary>Limits that the fleet's nodes share; null for a process that is alone or has no clients.</summary>
    public required SharedLimits? Limits { get; init; }

    /// <summary>
    /// Opens what the process is told of and catches up. While a fleet's database is away, as in a failover, it tries
    /// again for a minute.
    /// </summary>
    /// <exception cref="StartFailedException">Something cannot be used; the message says what to do.</exception>
    public static async Task<VenueNode> StartAsync(DataFolder folder, ServerOptions options, ILoggerFactory loggers)
    {
        TimeSpan patience = options.Log.IsShared ? DatabasePatience : TimeSpan.Zero;
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await StartOnceAsync(folder, options, loggers).ConfigureAwait(false);
            }
            catch (StartFailedException e) when (
                e.InnerException is LogUnavailableException or HistoryUnavailableException
                && Stopwatch.GetElapsedTime(begun) < patience)
            {
                LogTriedAgain(loggers.CreateLogger<VenueNode>(), e.Message);
                await Task.Delay(DatabasePause).ConfigureAwait(false);
            }
        }
    }

    private static async Task<VenueNode> StartOnceAsync(
        DataFolder folder, ServerOptions options, ILoggerFactory loggers)
    {
        var opened = new OpenedParts();
        try
        {
            return await OpenAsync(opened, folder, options, loggers).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            if (e is LogDamagedException or LogFailedException or LogUnavailableException
                or HistoryUnavailableException or DataKeyException)
                throw new StartFailedException(e.Message, e);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _opened.DisposeAsync();

    // In this order, and closed in the reverse: nothing is closed while another part may still use it.
    private static async Task<VenueNode> OpenAsync(
        OpenedParts opened, DataFolder folder, ServerOptions options, ILoggerFactory loggers)
    {
        SecretBox secrets = opened.Add(SecretBox.OpenFile(options.DataKeyFile ?? folder.DataKeyFile));
        ISharedLog log = opened.Add(await LogStorage.OpenAsync(options.Log, folder, loggers).ConfigureAwait(false));
        FleetCache? cache = log is PostgresLog shared && options.Cache is { } settings
            ? await FleetCache.OpenAsync(options, settings, shared, opened, loggers).ConfigureAwait(false)
            : null;
        NodeHistory history =
            await HistoryStorage.OpenAsync(options, folder, cache, opened, loggers).ConfigureAwait(false);
        ReadModels models = opened.Add(new ReadModels(
            secrets, history.Consumer, NodeOptions.Streams(options), NodeOptions.UserData(options)));
        VenueReplica replica = opened.Add(await VenueReplica.StartAsync(
            log, models.All, NodeOptions.Replica(options), TimeProvider.System, loggers.CreateLogger<VenueReplica>())
            .ConfigureAwait(false));
        return new VenueNode(opened)
        {
            Secrets = secrets,
            History = history,
            Models = models,
            Replica = replica,
            Limits = cache?.Limits,
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node cannot start yet. {Reason}")]
    private static partial void LogTriedAgain(ILogger logger, string reason);
}
