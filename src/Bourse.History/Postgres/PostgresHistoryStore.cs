using System.Diagnostics.CodeAnalysis;
using Bourse.History.Storage;
using Bourse.Log.Postgres;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>
/// History in PostgreSQL, for a fleet: workers write, one at a time under a lease; nodes ask, from a replica where there is one.
/// </summary>
public sealed class PostgresHistoryStore : IHistoryStore
{
    private readonly NpgsqlDataSource _primary;
    private readonly NpgsqlDataSource? _replica;
    private readonly PostgresHistoryWriter _writer;

    private PostgresHistoryStore(
        NpgsqlDataSource primary, NpgsqlDataSource? replica, PostgresHistoryOptions options, HistoryCheckpoint checkpoint)
    {
        _primary = primary;
        _replica = replica;
        Reader = new PostgresHistoryReader(primary);
        Replica = replica is null ? null : new PostgresHistoryReader(replica);
        _writer = new PostgresHistoryWriter(options, checkpoint);
    }

    /// <summary>The steps of its schema.</summary>
    public static MigrationSeries Migrations { get; } = new(typeof(PostgresHistoryStore).Assembly, "bourse_history");

    /// <summary>Connects when something is to be written; a process that only asks never does.</summary>
    public IHistoryWriter Writer => _writer;

    /// <summary>The primary's rows.</summary>
    public IHistoryReader Reader { get; }

    /// <summary>A standby's rows, which may be behind; null when none is configured.</summary>
    public IHistoryReader? Replica { get; }

    /// <summary>Connects and checks the schema.</summary>
    /// <exception cref="HistoryUnavailableException">
    /// The database cannot be read, or is not migrated to what this program needs; the message says what to do.
    /// </exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The store owns the sources.")]
    public static async Task<PostgresHistoryStore> OpenAsync(
        PostgresHistoryOptions options, CancellationToken cancellation = default)
    {
        NpgsqlDataSource primary = Source(options.ConnectionString, options);
        try
        {
            await RequireSchemaAsync(primary, cancellation).ConfigureAwait(false);
            HistoryCheckpoint checkpoint = await new PostgresHistoryReader(primary).CheckpointAsync().ConfigureAwait(false);
            NpgsqlDataSource? replica =
                options.ReplicaConnectionString is { } standby ? Source(standby, options) : null;
            return new PostgresHistoryStore(primary, replica, options, checkpoint);
        }
        catch
        {
            await primary.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _primary.Dispose();
        _replica?.Dispose();
    }

    private static async Task RequireSchemaAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
                await Migrations.RequireAsync(connection, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            throw HistoryFault.Of(e);
        }
    }

    /// <summary>Pooled, and statements that come again are prepared. Which of several hosts leads is asked once a second.</summary>
    private static NpgsqlDataSource Source(string connectionString, PostgresHistoryOptions options)
    {
        int seconds = Math.Max(1, (int)options.ReadDeadline.TotalSeconds);
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "bourse-history-reader",
            Timeout = seconds,
            CommandTimeout = seconds,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            HostRecheckSeconds = 1,
        });
    }
}
