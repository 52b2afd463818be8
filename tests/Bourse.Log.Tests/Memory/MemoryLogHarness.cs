using Bourse.Log.Contract;
using Bourse.Log.Memory;

namespace Bourse.Log.Tests.Memory;

internal sealed class MemoryLogHarness : LogHarness
{
    private readonly MemoryLog _log;

    public MemoryLogHarness() => _log = new MemoryLog(Time);

    public override ValueTask<ISharedLog> OpenAsync() => new(_log);

    public override ValueTask FlipEntryAsync(long sequence)
    {
        _log.Faults.FlipEntry(sequence);
        return ValueTask.CompletedTask;
    }

    public override ValueTask LoseEntryAsync(long sequence)
    {
        _log.Faults.LoseEntry(sequence);
        return ValueTask.CompletedTask;
    }

    public override ValueTask SwapEntriesAsync(long first, long second)
    {
        _log.Faults.SwapEntries(first, second);
        return ValueTask.CompletedTask;
    }

    public override ValueTask FlipSnapshotAsync(long sequence)
    {
        _log.Faults.FlipSnapshot(sequence);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync() => _log.DisposeAsync();
}
