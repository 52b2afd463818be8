using System.Globalization;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>
/// The writer's connection and its lease: a session lock of the database, so that of several workers one writes, and another can
/// as soon as the first one's session is over. The server ends a session whose client is dead, cut off or frozen.
/// After any fault it is dropped, never mended.
/// </summary>
internal sealed class WriterSession : IDisposable
{
    /// <summary>The class of history's lock is "Bhis" in ASCII.</summary>
    private const string TryLock = "SELECT pg_try_advisory_lock(1114138995, 0)";

    private const string BeginTerm = "UPDATE bourse_history.checkpoint SET term = term + 1 RETURNING sequence, time_us, term";
    private const string ReadCheckpoint = "SELECT sequence, time_us, term FROM bourse_history.checkpoint";

    /// <summary>
    /// The fence: the row must be what this writer last wrote. It stays locked until the transaction ends, so that of two that
    /// take themselves for the writer the second waits, and then finds another sequence or term.
    /// </summary>
    private const string Move =
        "UPDATE bourse_history.checkpoint SET sequence = $1, time_us = $2 WHERE term = $3 AND sequence = $4";

    private readonly PostgresHistoryOptions _options;
    private long _term;

    private WriterSession(PostgresHistoryOptions options)
    {
        _options = options;
        Connection = new NpgsqlConnection(ConnectionString(options));
    }

    public NpgsqlConnection Connection { get; }

    public bool HasLease => _term > 0;

    public static WriterSession Open(PostgresHistoryOptions options)
    {
        var session = new WriterSession(options);
        try
        {
            session.Connection.Open();
            session.Execute(session.Settings());
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Takes the lease if nobody has it, and begins a term.</summary>
    /// <returns>The checkpoint as it is.</returns>
    public HistoryCheckpoint TryTakeLease()
    {
        using var tryLock = new NpgsqlCommand(TryLock, Connection);
        bool taken = (bool)tryLock.ExecuteScalar()!;
        using var select = new NpgsqlCommand(taken ? BeginTerm : ReadCheckpoint, Connection);
        using NpgsqlDataReader row = select.ExecuteReader();
        if (!row.Read()) throw new HistoryUnavailableException("History has no checkpoint. Run 'bourse migrate'.");
        if (taken) _term = row.GetInt64(2);
        return new HistoryCheckpoint(row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The first statement of each transaction.</summary>
    /// <exception cref="HistoryUnavailableException">Another has written meanwhile: nothing of this transaction may be.</exception>
    public void MoveCheckpoint(HistoryCheckpoint from, HistoryCheckpoint to)
    {
        using var move = new NpgsqlCommand(Move, Connection);
        foreach (long value in (ReadOnlySpan<long>)[to.Sequence, to.TimeUs, _term, from.Sequence])
            move.Parameters.Add(new NpgsqlParameter<long> { TypedValue = value });
        if (move.ExecuteNonQuery() == 1) return;
        throw new HistoryUnavailableException(
            $"History is not at entry {from.Sequence} in term {_term} any more: another worker has taken over. This one follows it.");
    }

    public void Dispose()
    {
        try
        {
            Connection.Dispose();
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            // It was broken already.
        }
    }

    /// <summary>Outside the pool, for the lock is the session's. Sockets tell a dead server from an idle one.</summary>
    private static string ConnectionString(PostgresHistoryOptions options) =>
        new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false,
            Enlist = false,
            HostRecheckSeconds = 0,
            ApplicationName = "bourse-history",
            Timeout = Math.Max(1, (int)options.ReadDeadline.TotalSeconds),
            CommandTimeout = Math.Max(1, (int)options.WriteDeadline.TotalSeconds),
            TcpKeepAlive = true,
        }.ConnectionString;

    /// <summary>
    /// What the server does without word from here. A commit that is cut off may be visible and not replicated; no harm, for the
    /// log and its snapshots stand in the same stream, before and after: what a failover loses of history, replay brings again.
    /// </summary>
    private string Settings()
    {
        string leaseMs = ((long)_options.LeaseTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        string leaseSeconds = Math.Max(1, (long)_options.LeaseTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return $"""
            SELECT set_config('idle_session_timeout', '{leaseMs}', false),
                set_config('idle_in_transaction_session_timeout', '{leaseMs}', false),
                set_config('client_connection_check_interval', '1000', false), set_config('tcp_keepalives_idle', '1', false),
                set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '{leaseSeconds}', false),
                set_config('tcp_user_timeout', '{leaseMs}', false), set_config('lock_timeout', '{leaseMs}', false)
            """;
    }

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, Connection);
        command.ExecuteNonQuery();
    }
}
