using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// Brings a database's schema up to this program's: what <c>bourse migrate</c> does. Any number may run at once, one works. Nodes
/// may serve meanwhile: each step is a transaction that waits only briefly for its locks and is tried again, so that it never
/// stands in the way of appends for longer than that.
/// </summary>
public sealed partial class PostgresMigrator(
    string connectionString, ILogger<PostgresMigrator> logger, MigrationSeries? series = null)
{
    /// <summary>One migrator at a time: the class of our locks is "Blog" in ASCII, and the log's own are its ids, from 1 on.</summary>
    private const string TakeLock = "SELECT pg_advisory_lock(1114402663, 0)";

    private const int TriesMax = 60;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly MigrationSeries _series = series ?? MigrationSeries.Log;

    /// <summary>Applies the steps that are missing.</summary>
    /// <returns>How many were applied.</returns>
    /// <exception cref="LogFailedException">The database is newer than this program, or has other steps; nothing was changed.</exception>
    /// <exception cref="LogUnavailableException">The database cannot be reached, or a step got no lock for a minute.</exception>
    public Task<int> MigrateAsync(CancellationToken cancellation) => RunAsync(MigrateAsync, cancellation);

    /// <summary>
    /// Creates the roles bourse_node, bourse_worker, bourse_migrator, bourse_backup and bourse_monitor, none of which can log in,
    /// and grants each what it needs and no more: the log's series first, for it makes them. The server's users become members of
    /// them. May be run again at any time, and must be after a migration that adds tables.
    /// </summary>
    public Task CreateRolesAsync(CancellationToken cancellation) => RunAsync(
        async (connection, _) => await ExecuteAsync(connection, _series.Text("roles.sql"), cancellation).ConfigureAwait(false),
        cancellation);

    /// <summary>Begins another log in the database; nothing happens when it is there.</summary>
    public Task AddLogAsync(int logId, CancellationToken cancellation) => RunAsync(
        async (connection, _) => await ExecuteAsync(
            connection, $"INSERT INTO bourse.log (id) VALUES ({logId}) ON CONFLICT DO NOTHING", cancellation).ConfigureAwait(false),
        cancellation);

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false)) return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellation).ConfigureAwait(false);
                await ExecuteAsync(connection, TakeLock, cancellation).ConfigureAwait(false);
                return await work(connection, cancellation).ConfigureAwait(false);
            }
            catch (NpgsqlException e)
            {
                throw PostgresFault.Of(e, "Migrating", "Steps that were applied stay; run it again.");
            }
        }
    }

    private async Task<int> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, _series.Beginning, cancellation).ConfigureAwait(false);
        var select = new NpgsqlCommand("", connection);
        List<(int Number, string Name, string Checksum)> applied;
        await using (select.ConfigureAwait(false))
            applied = await SchemaCheck.ReadAsync(_series, select, cancellation).ConfigureAwait(false);
        SchemaCheck.Compare(_series, applied);
        foreach (Migration step in _series.Steps.Skip(applied.Count))
            await ApplyAsync(connection, step, cancellation).ConfigureAwait(false);
        return _series.Steps.Count - applied.Count;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration step, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await ApplyOnceAsync(connection, step, cancellation).ConfigureAwait(false);
                LogApplied(step.Name);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable && tries < TriesMax)
            {
                LogWaits(step.Name);
                await Task.Delay(RetryAfter, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ApplyOnceAsync(NpgsqlConnection connection, Migration step, CancellationToken cancellation)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, "SET LOCAL lock_timeout = '500ms'", cancellation).ConfigureAwait(false);
            await ExecuteAsync(connection, step.Sql, cancellation).ConfigureAwait(false);
            var record = new NpgsqlCommand(
                $"INSERT INTO {_series.Schema}.migration (number, name, checksum) VALUES ($1, $2, $3)", connection);
            await using (record.ConfigureAwait(false))
            {
                record.Parameters.Add(new NpgsqlParameter<int> { TypedValue = step.Number });
                record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Name });
                record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step.Checksum });
                await record.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            }
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Step {Name} is applied.")]
    private partial void LogApplied(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Step {Name} waits for a lock that somebody holds; it is tried again.")]
    private partial void LogWaits(string name);
}
