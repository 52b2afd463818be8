using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// The log that a fleet shares, in PostgreSQL. A number is taken under a lock that is held until the commit is replicated, so the
/// table never has gaps and entries become visible in order (docs/decisions/0010). Only what is replicated is handed out or
/// acknowledged: every connection commits a fence before its first read.
/// </summary>
public sealed class PostgresLog : ISharedLog
{
    private readonly PostgresLogOptions _options;
    private readonly Published _published;
    private readonly Appender _appender;
    private readonly Follower _follower;
    private readonly HeadQuery _head;
    private readonly PostgresSnapshots _snapshots;

    private PostgresLog(PostgresLogOptions options, long begunAtUs, Published published, LogConnection fenced, ILogger logger)
    {
        BegunAtUs = begunAtUs;
        _options = options;
        _published = published;
        _appender = new Appender(options);
        _follower = new Follower(options, published, fenced, logger);
        _head = new HeadQuery(options);
        _snapshots = new PostgresSnapshots(options, logger);
    }

    public int LogId => _options.LogId;

    /// <summary>When the log was begun, microseconds since the Unix epoch: tells it from another venue's of the same id.</summary>
    public long BegunAtUs { get; }

    /// <summary>Called with every entry that this process has appended, once it is replicated, for other nodes to be told.</summary>
    public Action<LogEntry>? Appended { get; set; }

    /// <summary>Connects and reads where the log ends.</summary>
    /// <exception cref="LogUnavailableException">The database cannot be reached now.</exception>
    /// <exception cref="LogFailedException">The database is not this program's, or refuses the role.</exception>
    /// <exception cref="LogDamagedException">The last entry is damaged.</exception>
    public static async Task<PostgresLog> OpenAsync(
        PostgresLogOptions options, ILogger<PostgresLog> logger, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        LogConnection? connection = null;
        try
        {
            connection = await LogConnection.OpenAsync(options, cancellation).ConfigureAwait(false);
            long begunAtUs = await SchemaCheck.RunAsync(connection, options.LogId, cancellation).ConfigureAwait(false);
            Published published = await BeginAsync(connection, options, cancellation).ConfigureAwait(false);
            return new PostgresLog(options, begunAtUs, published, connection, logger);
        }
        catch (Exception e)
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            if (!PostgresFault.IsOne(e)) throw;
            throw PostgresFault.Of(e, "Opening the log", "Check the connection string and the server, and start again.");
        }
    }

    public async ValueTask<LogPosition> AppendAsync(BatchId batch, ReadOnlyMemory<byte> payload)
    {
        (LogPosition position, bool isNew) = await _appender.AppendAsync(batch, payload).ConfigureAwait(false);
        var entry = new LogEntry(position.Sequence, position.AtUs, batch, payload);
        // Told first: what follows the wake-up of our own readers may take its time.
        if (isNew) Appended?.Invoke(entry);
        _published.Add(in entry, EntrySeal.Of(LogId, in entry));
        return position;
    }

    /// <summary>
    /// Takes an entry that another node has appended and told of. One that is not the next makes the table be read at once.
    /// </summary>
    /// <param name="entry">Must be replicated: its append has completed.</param>
    /// <returns>True when it was the next.</returns>
    public bool Offer(in LogEntry entry)
    {
        long newest = _published.Newest.Sequence;
        bool isNext = entry.Sequence == newest + 1;
        if (isNext)
        {
            _follower.Told();
            _published.Add(in entry, EntrySeal.Of(LogId, in entry));
        }
        else if (entry.Sequence > newest) _follower.Poke();
        return isNext;
    }

    /// <summary>
    /// Sequence number of the last entry. It is asked under a commit of its own, so it is the log's, not a deposed primary's.
    /// </summary>
    public ValueTask<long> HeadAsync(CancellationToken cancellation) => _head.AskAsync(cancellation);

    public ILogReader OpenReader(long afterSequence) => new PostgresLogReader(_options, _published, afterSequence);

    public ValueTask SaveSnapshotAsync(LogSnapshot snapshot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new ValueTask(_snapshots.SaveAsync(snapshot, cancellation));
    }

    public ValueTask<LogSnapshot?> LoadSnapshotAsync(long sequenceMax, CancellationToken cancellation) =>
        new(_snapshots.LoadAsync(sequenceMax, cancellation));

    public ValueTask<IReadOnlyList<SnapshotCheck>> CheckSnapshotsAsync(CancellationToken cancellation) =>
        new(_snapshots.CheckAsync(cancellation));

    public async ValueTask DisposeAsync()
    {
        await _follower.DisposeAsync().ConfigureAwait(false);
        await _appender.DisposeAsync().ConfigureAwait(false);
        await _head.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<Published> BeginAsync(
        LogConnection connection, PostgresLogOptions options, CancellationToken cancellation)
    {
        var tail = new LogTail(options.TailEntriesMax, options.TailBytesMax);
        long head = await connection.FenceAsync().ConfigureAwait(false);
        if (head == 0) return new Published(tail, 0, 0);
        var rows = new EntryRows(connection, options.LogId);
        NpgsqlDataReader reader = await rows.BeginAsync(head, 1, cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (!await reader.ReadAsync(cancellation).ConfigureAwait(false)) throw LogDamage.Missing(head);
            rows.Current(reader, head, out long seal);
            return new Published(tail, head, seal);
        }
    }
}
