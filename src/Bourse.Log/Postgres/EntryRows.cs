using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>Reads entries from the table in order, in runs, and checks each: nothing unchecked leaves here.</summary>
internal sealed class EntryRows
{
    private readonly int _logId;
    private readonly NpgsqlCommand _select;
    private byte[] _buffer = [];

    public EntryRows(LogConnection connection, int logId)
    {
        _logId = logId;
        _select = connection.Query("""
            SELECT seq, at_us, node, batch, seal, payload FROM bourse.log_entry
            WHERE log_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3
            """);
        _select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = logId });
        _select.Parameters.Add(new NpgsqlParameter<long>());
        _select.Parameters.Add(new NpgsqlParameter<int>());
    }

    /// <summary>Prepares the statement, which then takes half the time.</summary>
    public Task PrepareAsync() => _select.PrepareAsync();

    public async Task<NpgsqlDataReader> BeginAsync(long sequence, int count, CancellationToken cancellation)
    {
        Bind(sequence, count);
        return await _select.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
    }

    public NpgsqlDataReader Begin(long sequence, int count)
    {
        if (!_select.IsPrepared) _select.Prepare();
        Bind(sequence, count);
        return _select.ExecuteReader();
    }

    /// <summary>The row that the reader stands on. Its payload is valid until the next call.</summary>
    /// <exception cref="LogDamagedException">It is another entry's, or damaged.</exception>
    public LogEntry Current(NpgsqlDataReader row, long sequence, out long seal)
    {
        if (row.GetInt64(0) != sequence) throw LogDamage.Missing(sequence);
        int length = (int)row.GetBytes(5, 0, null, 0, 0);
        if (_buffer.Length < length) _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
        if (length > 0) row.GetBytes(5, 0, _buffer, 0, length);
        var entry = new LogEntry(
            sequence, row.GetInt64(1), new BatchId(row.GetInt64(2), row.GetInt64(3)), _buffer.AsMemory(0, length));
        seal = row.GetInt64(4);
        EntrySeal.Verify(_logId, in entry, seal);
        return entry;
    }

    private void Bind(long sequence, int count)
    {
        ((NpgsqlParameter<long>)_select.Parameters[1]).TypedValue = sequence;
        ((NpgsqlParameter<int>)_select.Parameters[2]).TypedValue = count;
    }
}
