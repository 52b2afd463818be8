namespace Bourse.Log.Memory;

/// <summary>Reads a <see cref="MemoryLog"/> in order.</summary>
internal sealed class MemoryLogReader(MemoryLog log, HeadSignal head, long afterSequence) : ILogReader
{
    private readonly ReaderWait _wait = new();
    private long _position = afterSequence;

    public bool TryRead(out LogEntry entry)
    {
        entry = default;
        if (_position >= head.Head) return false;
        entry = log.Read(_position + 1);
        _position++;
        return true;
    }

    public ValueTask WaitToReadAsync(CancellationToken cancellation) => head.WaitAsync(_wait, _position, cancellation);

    public ValueTask DisposeAsync()
    {
        head.Leave(_wait);
        return ValueTask.CompletedTask;
    }
}
