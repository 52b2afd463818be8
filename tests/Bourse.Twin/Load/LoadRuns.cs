namespace Bourse.Twin.Load;

/// <summary>Many seeds, as many at a time as there are cores.</summary>
public static class LoadRuns
{
    /// <param name="done">Told after each seed that agreed, one at a time.</param>
    public static LoadResult Run(
        ulong first, ulong last, long commandsEach, Action<(ulong Seed, long Commands)>? done = null)
    {
        var coverage = new Coverage();
        var gate = new Lock();
        (long commands, string? failure) = (0, null);
        IEnumerable<ulong> seeds = Enumerable.Range(0, checked((int)(last - first + 1))).Select(i => first + (ulong)i);
        var cores = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(seeds, cores, (seed, state) =>
        {
            var run = new LoadRun(seed);
            string? difference = run.Run(commandsEach);
            lock (gate)
            {
                coverage.Add(run.Coverage);
                commands += run.Commands;
                failure ??= difference;
                if (difference is null) done?.Invoke((seed, run.Commands));
                else state.Stop();
            }
        });
        return new LoadResult(commands, coverage, failure);
    }
}
