using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>Reads from the tail in memory what is there, and from the table what is not.</summary>
internal sealed class PostgresLogReader(PostgresLogOptions options, Published published, long afterSequence) : ILogReader
{
    /// <summary>A run is cut so that an open statement does not hold back the table's upkeep.</summary>
    private const int RowsPerRun = 256;

    private readonly ReaderWait _wait = new();
    private byte[] _buffer = new byte[4096];
    private long _position = afterSequence;
    private LogConnection? _connection;
    private EntryRows? _rows;
    private NpgsqlDataReader? _run;
    private long _runNext;

    public bool TryRead(out LogEntry entry)
    {
        published.ThrowIfFaulted();
        entry = default;
        long next = _position + 1;
        if (next > published.Head) return false;
        if (published.Tail.TryRead(next, ref _buffer, out entry)) EndRun();
        else entry = Stored(next);
        _position = next;
        return true;
    }

    public ValueTask WaitToReadAsync(CancellationToken cancellation) =>
        published.Signal.WaitAsync(_wait, _position, cancellation);

    public async ValueTask DisposeAsync()
    {
        published.Signal.Leave(_wait);
        if (_connection is not null) await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private LogEntry Stored(long sequence)
    {
        try
        {
            return ReadRow(sequence);
        }
        catch (LogDamagedException)
        {
            EndRun();
            throw;
        }
        catch (Exception e)
        {
            Drop();
            if (!PostgresFault.IsOne(e)) throw;
            throw PostgresFault.Of(e, "Reading the log");
        }
    }

    private LogEntry ReadRow(long sequence)
    {
        if (_run is null || sequence != _runNext || !_run.Read())
        {
            Begin(sequence);
            if (!_run!.Read()) BeginAnew(sequence);
        }
        LogEntry entry = _rows!.Current(_run, sequence, out _);
        _runNext = sequence + 1;
        return entry;
    }

    private void Begin(long sequence)
    {
        EndRun();
        _connection ??= ConnectAsync().GetAwaiter().GetResult();
        _rows ??= new EntryRows(_connection, options.LogId);
        // No further than the tail begins: the rest is in memory.
        long first = published.Tail.First;
        long count = first > sequence ? Math.Min(first - sequence, RowsPerRun) : RowsPerRun;
        _run = _rows.Begin(sequence, (int)count);
    }

    /// <summary>
    /// An old connection may lead to a primary that was deposed while it was open; what is in the log now only a new one knows.
    /// </summary>
    private void BeginAnew(long sequence)
    {
        EndRun();
        Drop();
        Begin(sequence);
        if (!_run!.Read()) throw Lost(sequence);
    }

    private async Task<LogConnection> ConnectAsync()
    {
        LogConnection connection = await LogConnection.OpenAsync(options, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await connection.FenceAsync().ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>No entry from this number on, though it was handed out or could be.</summary>
    private LogForkedException Lost(long sequence)
    {
        EndRun();
        return LogForkedException.At(sequence, sequence - 1);
    }

    private void EndRun()
    {
        try
        {
            _run?.Dispose();
            _run = null;
        }
        catch (Exception e) when (PostgresFault.IsOne(e))
        {
            Drop();
        }
    }

    private void Drop()
    {
        LogConnection? connection = _connection;
        (_connection, _rows, _run) = (null, null, null);
        connection?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
