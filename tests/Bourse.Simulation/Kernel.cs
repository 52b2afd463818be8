using Bourse.Twin.Load;

namespace Bourse.Simulation;

/// <summary>
/// Virtual time and everything that is still to happen, on one thread. The seed decides how long things take, and the order of
/// what is due at once.
/// </summary>
internal sealed class Kernel(ulong seed)
{
    private readonly PriorityQueue<(Process Process, Action Action), (long DueUs, ulong Order)> _due = new();
    private readonly int _threadId = Environment.CurrentManagedThreadId;

    public Dice Dice { get; } = new(seed);

    public long NowUs { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Over every step: equal for equal runs.</summary>
    public Fold Trace { get; private set; }

    public void After(Process process, long delayUs, Action action)
    {
        if (Environment.CurrentManagedThreadId != _threadId)
            throw new InvalidOperationException("Something left the simulation's thread: its runs would not repeat.");
        _due.Enqueue((process, action), (NowUs + delayUs, Dice.Bits()));
    }

    public Task DelayAsync(Process process, long delayUs)
    {
        var task = new TaskCompletionSource();
        After(process, delayUs, task.SetResult);
        return task.Task;
    }

    /// <summary>Does what is due next.</summary>
    public void Step()
    {
        if (!_due.TryDequeue(out (Process Process, Action Action) next, out (long DueUs, ulong Order) at))
            throw new InvalidOperationException("Nothing is left to do.");
        NowUs = Math.Max(NowUs, at.DueUs);
        if (next.Process.PausedUntilUs > NowUs && !next.Process.IsDead)
        {
            _due.Enqueue(next, (next.Process.PausedUntilUs, at.Order));
            return;
        }
        Steps++;
        Note(NowUs, next.Process.Number);
        next.Action();
    }

    public void Note(long first, long second) => Trace = Trace.With(first).With(second);

    /// <summary>Between both in microseconds; usually near the lower end, now and then far out.</summary>
    public long Latency(int lowUs, int highUs) => Dice.Permille(30) ? Dice.Between(lowUs, highUs * 20) : Dice.Between(lowUs, highUs);
}
