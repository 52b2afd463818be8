using System.Data;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// A connection of its own, outside any pool, to a server that is a primary. Commits that must be replicated run under
/// <see cref="CommitAsync"/>; after any fault the connection is dropped, never mended. Used by one caller at a time.
/// </summary>
internal sealed class LogConnection : IAsyncDisposable
{
    /// <summary>Class of SQL states that warn; with one of them a cancelled wait for the standby is told, and then success.</summary>
    private const string WarningClass = "01";

    /// <summary>
    /// A server or role may be set up otherwise. Whoever waits for a standby to apply waits for it to write, too. A backend that waits
    /// for the log's lock goes away when its client has: an outage would fill the server with given up appends otherwise.
    /// </summary>
    private const string Settings = """
        SELECT set_config('default_transaction_isolation', 'read committed', false), set_config('statement_timeout', '0', false),
            set_config('lock_timeout', '0', false), set_config('client_connection_check_interval', '1000', false),
            CASE WHEN current_setting('synchronous_commit') <> 'remote_apply' THEN set_config('synchronous_commit', 'on', false) END,
            pg_is_in_recovery()
        """;

    private const int IsStandbyColumn = 5;
    private const int BulkTimeoutSeconds = 60;

    private readonly NpgsqlConnection _connection;
    private readonly PostgresLogOptions _options;
    private readonly Timer _watchdog;
    private NpgsqlCommand? _fence;
    private string? _host;
    private int _doubts;
    private bool _isCommitting;
    private bool _isCut;
    private string? _warning;

    private LogConnection(NpgsqlConnection connection, PostgresLogOptions options)
    {
        _connection = connection;
        _options = options;
        _watchdog = new Timer(_ => Cut());
        _connection.Notice += (_, told) =>
        {
            if (told.Notice.SqlState.StartsWith(WarningClass, StringComparison.Ordinal)) _warning = told.Notice.MessageText;
        };
    }

    /// <summary>Connects, without trusting yet what is read: <see cref="FenceAsync"/>.</summary>
    public static async Task<LogConnection> OpenAsync(PostgresLogOptions options, CancellationToken cancellation)
    {
        var connection = new LogConnection(new NpgsqlConnection(ConnectionString(options)), options);
        try
        {
            await connection.StartAsync(cancellation).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Since it was opened, another one to the same host waited in vain for a commit: it may lead no more.</summary>
    public bool IsDoubted => _host is { } host && _options.Hosts.DoubtsOf(host) != _doubts;

    /// <summary>A command without a time-out; for <see cref="CommitAsync"/>.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, _connection) { CommandTimeout = 0 };

    /// <summary>A command that is cancelled when it takes too long; for reads, which lose nothing by it.</summary>
    public NpgsqlCommand Query(string sql) =>
        new(sql, _connection) { CommandTimeout = Math.Max(1, (int)_options.ReadDeadline.TotalSeconds) };

    /// <summary>A command that may take long, and whose commit need not be replicated when it is cut off.</summary>
    public NpgsqlCommand Bulk(string sql) => new(sql, _connection) { CommandTimeout = BulkTimeoutSeconds };

    public Task<NpgsqlTransaction> BeginAsync(CancellationToken cancellation) => _connection.BeginTransactionAsync(cancellation).AsTask();

    /// <summary>Prepares a statement that has no time-out of its own.</summary>
    public async Task PrepareAsync(NpgsqlCommand command)
    {
        _watchdog.Change(_options.ReadDeadline, Timeout.InfiniteTimeSpan);
        try
        {
            await command.PrepareAsync().ConfigureAwait(false);
        }
        finally
        {
            _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Runs a statement that commits by itself. It is never cancelled: that would end the wait for the standby and look like
    /// success. At the deadline the socket is closed and the outcome is unknown; so it is when the server warned.
    /// </summary>
    /// <exception cref="LogUnavailableException">The server warned.</exception>
    public async Task<T> CommitAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read)
    {
        _warning = null;
        Volatile.Write(ref _isCommitting, true);
        _watchdog.Change(_options.CommitDeadline, Timeout.InfiniteTimeSpan);
        T result;
        try
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync().ConfigureAwait(false);
                result = read(reader);
                // The row comes before the commit: only when the reply has been read to its end is it done.
                while (await reader.NextResultAsync().ConfigureAwait(false))
                {
                }
            }
        }
        finally
        {
            _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Volatile.Write(ref _isCommitting, false);
        }
        if (Volatile.Read(ref _isCut)) throw new LogUnavailableException("The database answered too late: the outcome is unknown.");
        return _warning is { } warning
            ? throw new LogUnavailableException($"The database committed with a warning, so it may not be replicated: {warning}")
            : result;
    }

    /// <summary>
    /// The log's head, and a commit after it that is replicated: everything up to it can be trusted, and so can what becomes visible
    /// on this connection later.
    /// </summary>
    public async Task<long> FenceAsync()
    {
        if (_fence is null)
        {
            _fence = Command("SELECT bourse.log_fence($1)");
            _fence.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _options.LogId });
            await PrepareAsync(_fence).ConfigureAwait(false);
        }
        return await CommitAsync(_fence, reader => reader.GetInt64(0)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _watchdog.DisposeAsync().ConfigureAwait(false);
        // With a command under way there is no polite farewell: that would wait for a server that may never answer.
        if (_connection.FullState != ConnectionState.Open) SocketCutter.Cut(_connection);
        try
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFault.IsOne(e))
        {
            // It was broken already.
        }
    }

    private static string ConnectionString(PostgresLogOptions options) =>
        new NpgsqlConnectionStringBuilder(options.Hosts.ConnectionString)
        {
            Pooling = false,
            Enlist = false,
            Timeout = Math.Max(1, (int)options.ReadDeadline.TotalSeconds),
            // Else a host that was a standby when it was last asked is not asked again for ten seconds, promoted or not.
            HostRecheckSeconds = 0,
        }.ConnectionString;

    private async Task StartAsync(CancellationToken cancellation)
    {
        await _connection.OpenAsync(cancellation).ConfigureAwait(false);
        _host = _connection.Host;
        if (_host is { } host) _doubts = _options.Hosts.DoubtsOf(host);
        NpgsqlCommand settings = Query(Settings);
        await using (settings.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await settings.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellation).ConfigureAwait(false);
                if (reader.GetBoolean(IsStandbyColumn))
                    throw new LogUnavailableException($"{_connection.Host}:{_connection.Port} is a standby, not the primary.");
            }
        }
    }

    private void Cut()
    {
        Volatile.Write(ref _isCut, true);
        if (Volatile.Read(ref _isCommitting) && _host is { } host) _options.Hosts.Doubt(host);
        SocketCutter.Cut(_connection);
    }
}
