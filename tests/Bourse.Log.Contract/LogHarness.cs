namespace Bourse.Log.Contract;

/// <summary>How the contract's tests get at one implementation. Each test has a harness, and so a log, of its own.</summary>
public abstract class LogHarness : IAsyncDisposable
{
    /// <summary>The clock that the log takes its entries' times from, where it is this process's.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>The log's clock, in microseconds since the Unix epoch.</summary>
    public virtual long NowUs => (Time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Sets the log's clock only, as an operator or a bad time server does.</summary>
    public virtual ValueTask JumpAsync(TimeSpan by)
    {
        Time.Jump(by);
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens the log: a new one the first time, then the same one again. At most one is open at a time.</summary>
    public abstract ValueTask<ISharedLog> OpenAsync();

    /// <summary>Flips a bit in the stored payload of an entry. The log is closed.</summary>
    public abstract ValueTask FlipEntryAsync(long sequence);

    /// <summary>Removes a stored entry; others stay. The log is closed.</summary>
    public abstract ValueTask LoseEntryAsync(long sequence);

    /// <summary>Lets two stored entries change places. The log is closed.</summary>
    public abstract ValueTask SwapEntriesAsync(long first, long second);

    /// <summary>Flips a bit of a stored snapshot. The log is closed.</summary>
    public abstract ValueTask FlipSnapshotAsync(long sequence);

    public abstract ValueTask DisposeAsync();
}
