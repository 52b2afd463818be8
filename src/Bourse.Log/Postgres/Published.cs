namespace Bourse.Log.Postgres;

/// <summary>
/// What this process may hand out: the newest entries in memory and how far the log goes, all of it replicated. Appends, the
/// follower and other nodes' messages meet here, in any order; what is older than the newest is known already.
/// </summary>
internal sealed class Published(LogTail tail, long head, long headSeal)
{
    private readonly Lock _lock = new();
    private readonly HeadSignal _head = new(head);
    private (long Sequence, long Seal) _newest = (head, headSeal);
    private Exception? _fault;

    public LogTail Tail => tail;

    public HeadSignal Signal => _head;

    /// <summary>How far readers may go.</summary>
    public long Head => _head.Head;

    /// <summary>The newest entry's number and seal.</summary>
    public (long Sequence, long Seal) Newest
    {
        get
        {
            lock (_lock) return _newest;
        }
    }

    /// <summary>Why nothing is handed out any more.</summary>
    /// <exception cref="LogForkedException">The log has lost entries that this process handed out.</exception>
    /// <exception cref="LogDamagedException">An entry is damaged.</exception>
    public void ThrowIfFaulted()
    {
        if (Volatile.Read(ref _fault) is { } fault) throw fault;
    }

    /// <summary>
    /// Makes an entry known, and with it all before it: the table has no gaps, so what is not in the tail is there to be read.
    /// Readers that wait wake up on this thread.
    /// </summary>
    public void Add(in LogEntry entry, long seal)
    {
        lock (_lock)
        {
            if (entry.Sequence > _newest.Sequence)
            {
                tail.Add(in entry);
                _newest = (entry.Sequence, seal);
            }
        }
        _head.Advance(entry.Sequence);
    }

    /// <summary>Nothing is handed out any more; readers that wait are woken to hear it.</summary>
    public void Fault(Exception fault)
    {
        Volatile.Write(ref _fault, fault);
        _head.Advance(long.MaxValue);
    }
}
