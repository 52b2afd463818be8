using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// Follows the table for all readers of this process: asks every few milliseconds for what other nodes appended. On every new
/// connection it commits a fence before it reads, and checks that the newest entry handed out still stands in the log.
/// </summary>
internal sealed partial class Follower : IAsyncDisposable
{
    private const int RowsPerRead = 256;

    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(100);

    private readonly PostgresLogOptions _options;
    private readonly Published _published;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _poke = new(0, 1);
    private readonly Task _following;
    private LogConnection? _connection;
    private EntryRows? _rows;
    private long _toldAt = long.MinValue / 2;

    public Follower(PostgresLogOptions options, Published published, LogConnection fenced, ILogger logger)
    {
        (_options, _published, _connection, _logger) = (options, published, fenced, logger);
        _following = Task.Run(RunAsync);
    }

    /// <summary>Another node has told of the next entry: the table need not be asked as often as without.</summary>
    public void Told() => Volatile.Write(ref _toldAt, Environment.TickCount64);

    /// <summary>Looks at once: something came that could not be taken directly.</summary>
    public void Poke()
    {
        try
        {
            if (_poke.CurrentCount == 0) _poke.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else said the same.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _stop.Dispose();
        _poke.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                bool isMore = await ReadMoreAsync().ConfigureAwait(false);
                if (!isMore) await _poke.WaitAsync(Pause(), _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
            catch (Exception e) when (e is LogForkedException or LogDamagedException)
            {
                _published.Fault(e);
                LogEnded(e);
                break;
            }
            catch (Exception e)
            {
                await DropAsync().ConfigureAwait(false);
                LogAway(e.Message);
                await Task.Delay(Backoff, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await DropAsync().ConfigureAwait(false);
    }

    private TimeSpan Pause() => Environment.TickCount64 - Volatile.Read(ref _toldAt) < _options.ToldFor.TotalMilliseconds
        ? _options.PollIntervalWhenTold
        : _options.PollInterval;

    /// <summary>Whether the read was full, so that there is probably more.</summary>
    private async Task<bool> ReadMoreAsync()
    {
        // Nothing new would ever come from a primary that was deposed, and no error either.
        if (_connection is { IsDoubted: true }) await DropAsync().ConfigureAwait(false);
        _connection ??= await ReconnectAsync().ConfigureAwait(false);
        if (_rows is null)
        {
            _rows = new EntryRows(_connection, _options.LogId);
            await _rows.PrepareAsync().ConfigureAwait(false);
        }
        long next = _published.Newest.Sequence + 1;
        int count = 0;
        NpgsqlDataReader reader = await _rows.BeginAsync(next, RowsPerRead, _stop.Token).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            for (; await reader.ReadAsync(_stop.Token).ConfigureAwait(false); count++)
            {
                LogEntry entry = _rows.Current(reader, next + count, out long seal);
                _published.Add(in entry, seal);
            }
        }
        return count == RowsPerRead;
    }

    private async Task<LogConnection> ReconnectAsync()
    {
        LogConnection connection = await LogConnection.OpenAsync(_options, _stop.Token).ConfigureAwait(false);
        try
        {
            // Taken before the fence: what was handed out then must be there after it.
            (long newest, long seal) = _published.Newest;
            long head = await connection.FenceAsync().ConfigureAwait(false);
            if (newest > 0) await CheckStandsAsync(connection, newest, seal, head).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CheckStandsAsync(LogConnection connection, long newest, long seal, long head)
    {
        NpgsqlCommand select = connection.Query("SELECT seal FROM bourse.log_entry WHERE log_id = $1 AND seq = $2");
        await using (select.ConfigureAwait(false))
        {
            select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _options.LogId });
            select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = newest });
            object? stored = await select.ExecuteScalarAsync(_stop.Token).ConfigureAwait(false);
            if (stored is not long standing || standing != seal) throw LogForkedException.At(newest, head);
        }
    }

    private async Task DropAsync()
    {
        LogConnection? connection = _connection;
        (_connection, _rows) = (null, null);
        if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log cannot be followed now; a new connection is tried. {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The log is not followed any more.")]
    private partial void LogEnded(Exception fault);
}
