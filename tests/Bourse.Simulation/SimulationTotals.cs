using System.Globalization;
using System.Numerics;

namespace Bourse.Simulation;

/// <summary>Runs many seeds, as many at a time as there are cores, and adds up.</summary>
internal sealed class SimulationTotals
{
    private const int FailuresShown = 10;

    private readonly bool _stopsAtFailure;
    private readonly Lock _lock = new();
    private readonly long[] _faults = new long[64];
    private readonly long[] _happenings = new long[Enum.GetValues<Happening>().Length];

    private SimulationTotals(bool stopsAtFailure) => _stopsAtFailure = stopsAtFailure;

    public long Seeds { get; private set; }

    public long Steps { get; private set; }

    public long Commands { get; private set; }

    public long Acknowledged { get; private set; }

    public long Failed { get; private set; }

    public TimeSpan Simulated { get; private set; }

    public long Faults => _faults.Sum();

    /// <summary>The failure of the lowest failing seed.</summary>
    public SimulationResult? FirstFailure { get; private set; }

    public ulong Trace { get; private set; }

    /// <summary>Runs the seeds from first to last, both included; with a defect only until it is found.</summary>
    public static SimulationTotals Run(ulong first, ulong last, SimulationOptions options, TextWriter? output)
    {
        var totals = new SimulationTotals(options.Defect != Defect.None);
        ulong next = first;
        void Work()
        {
            while (totals.TryTake(ref next, last, out ulong seed)) totals.Add(SimulationRun.Run(seed, options), output);
        }
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        return totals;
    }

    public long Count(Happening happening) => _happenings[(int)happening];

    public long Count(FaultKind kind) => _faults[BitOperations.Log2((uint)kind)];

    public override string ToString()
    {
        IEnumerable<string> kinds = Enum.GetValues<FaultKind>().Where(kind => kind is not FaultKind.None and not FaultKind.All)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind} {Count(kind):N0}"));
        IEnumerable<string> happenings = Enum.GetValues<Happening>()
            .Select(happening => string.Create(CultureInfo.InvariantCulture, $"{happening} {Count(happening):N0}"));
        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Seeds:N0} seeds, {Failed:N0} failed: {Steps:N0} steps over {Simulated:d\\.hh\\:mm\\:ss} of simulated time, {Faults:N0} faults, "
            + $"{Commands:N0} commands in the log, {Acknowledged:N0} acknowledged; trace {Trace:x16}");
        return $"{counts}\nFaults: {string.Join(", ", kinds)}\nMet: {string.Join(", ", happenings)}";
    }

    private bool TryTake(ref ulong next, ulong last, out ulong seed)
    {
        lock (_lock)
        {
            seed = next;
            if (next > last || (_stopsAtFailure && Failed > 0)) return false;
            next++;
            return true;
        }
    }

    private void Add(SimulationResult result, TextWriter? output)
    {
        lock (_lock)
        {
            Seeds++;
            Steps += result.Steps;
            Commands += result.Commands;
            Acknowledged += result.Acknowledged;
            Simulated += result.Simulated;
            // Independent of the order in which seeds end.
            Trace ^= result.Trace;
            for (int i = 0; i < result.FaultsByKind.Count; i++) _faults[i] += result.FaultsByKind[i];
            for (int i = 0; i < result.Happenings.Count; i++) _happenings[i] += result.Happenings[i];
            if (result.Failure is null) return;
            Failed++;
            if (FirstFailure is null || result.Seed < FirstFailure.Seed) FirstFailure = result;
            if (Failed <= FailuresShown) output?.WriteLine($"Seed {result.Seed} at step {result.Steps:N0}: {result.Failure}");
        }
    }
}
