namespace Bourse.Log.Memory;

/// <summary>What a test makes a <see cref="MemoryLog"/> suffer.</summary>
public sealed class MemoryLogFaults
{
    private readonly Lock _lock = new();
    private readonly Queue<AppendFault> _next = new();
    private readonly MemoryLog _log;
    private TaskCompletionSource? _hold;
    private bool _isAway;

    internal MemoryLogFaults(MemoryLog log) => _log = log;

    /// <summary>While true every append, and every question for the head, ends with <see cref="LogUnavailableException"/>.</summary>
    public bool IsAway
    {
        get => Volatile.Read(ref _isAway);
        set => Volatile.Write(ref _isAway, value);
    }

    /// <summary>The next appends suffer this, one each, after those that were asked for before.</summary>
    public void Next(AppendFault fault, int count = 1)
    {
        lock (_lock)
        {
            for (int i = 0; i < count; i++) _next.Enqueue(fault);
        }
    }

    /// <summary>Appends wait, not yet durable, until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (_lock) _hold ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release()
    {
        TaskCompletionSource? hold;
        lock (_lock)
        {
            hold = _hold;
            _hold = null;
        }
        hold?.SetResult();
    }

    /// <summary>Flips a bit of an entry's payload, or of its time when the payload is empty.</summary>
    public void FlipEntry(long sequence) => _log.FlipEntry(sequence);

    /// <summary>The next entry is damaged as it is written, before any reader sees it.</summary>
    public void FlipNext() => _log.FlipsNext = true;

    /// <summary>Takes an entry out of the middle; those after it stay.</summary>
    public void LoseEntry(long sequence) => _log.LoseEntry(sequence);

    /// <summary>Puts two entries' bytes and checksums in each other's place.</summary>
    public void SwapEntries(long first, long second) => _log.SwapEntries(first, second);

    /// <summary>Flips a bit of a stored snapshot.</summary>
    public void FlipSnapshot(long sequence) => _log.FlipSnapshot(sequence);

    internal Task Held
    {
        get
        {
            lock (_lock) return _hold?.Task ?? Task.CompletedTask;
        }
    }

    internal AppendFault? Take()
    {
        lock (_lock) return _next.TryDequeue(out AppendFault fault) ? fault : null;
    }
}
