namespace Bourse.Log.Sqlite;

/// <summary>Reads entries from the database in order, in runs, and checks each: nothing unchecked leaves here.</summary>
internal sealed class StoredEntries(SqliteDatabase database, int logId) : IDisposable
{
    /// <summary>A run is cut so that an open statement does not keep the write-ahead log from being moved.</summary>
    private const int EntriesPerRun = 1024;

    private readonly SqliteStatement _select = database.Prepare(
        "SELECT seq, at, node, batch, checksum, payload FROM log_entry WHERE seq >= ? ORDER BY seq LIMIT ?");

    private byte[] _buffer = [];
    private long _expected;
    private int _left;

    /// <summary>The entry with this number, which must be there. Its payload is valid until the next call.</summary>
    /// <exception cref="LogDamagedException">It is missing or damaged.</exception>
    public LogEntry Read(long sequence)
    {
        if (_left == 0 || sequence != _expected) Begin(sequence);
        if (!_select.Step() || _select.Long(0) != sequence)
        {
            End();
            throw LogDamage.Missing(sequence);
        }
        LogEntry entry = Current();
        EntryChecksum.Verify(logId, in entry, unchecked((ulong)_select.Long(4)));
        _expected = sequence + 1;
        if (--_left == 0) _select.Reset();
        return entry;
    }

    /// <summary>Ends the run: nothing is held open any more.</summary>
    public void End()
    {
        if (_left == 0) return;
        _left = 0;
        _select.Reset();
    }

    public void Dispose() => _select.Dispose();

    private void Begin(long sequence)
    {
        End();
        _select.Bind(1, sequence);
        _select.Bind(2, EntriesPerRun);
        _left = EntriesPerRun;
    }

    private LogEntry Current()
    {
        ReadOnlySpan<byte> payload = _select.Bytes(5);
        if (_buffer.Length < payload.Length) _buffer = new byte[Math.Max(payload.Length, _buffer.Length * 2)];
        payload.CopyTo(_buffer);
        return new LogEntry(
            _select.Long(0),
            _select.Long(1),
            new BatchId(_select.Long(2), _select.Long(3)),
            _buffer.AsMemory(0, payload.Length));
    }
}
