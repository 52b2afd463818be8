namespace Bourse.Bench.Http;

/// <summary>
/// Finds the highest rate that holds a bound on p99: doubled until it fails, then halving the gap.
/// </summary>
internal static class RateSearch
{
    private const int FirstRate = 1000;
    private const int RateMax = 200_000;
    private const int Halvings = 5;

    /// <summary>The best run that held; null when not even the first rate did.</summary>
    public static LoadRun? Highest(Func<int, LoadRun> run, double p99Ms)
    {
        LoadRun? best = null;
        int rate = FirstRate;
        for (; rate < RateMax; rate *= 2)
        {
            if (Try(run, rate, p99Ms) is not { } held) break;
            best = held;
        }
        if (best is null) return null;
        (int low, int high) = (best.Rate, rate);
        for (int i = 0; i < Halvings; i++)
        {
            int middle = (low + high) / 2;
            LoadRun? held = Try(run, middle, p99Ms);
            if (held is null) high = middle;
            else (low, best) = (middle, held);
        }
        return best;
    }

    // A rate gets a second chance: one pause of the machine must not decide.
    private static LoadRun? Try(Func<int, LoadRun> run, int rate, double p99Ms)
    {
        for (int i = 0; i < 2; i++)
            if (run(rate) is { } result && result.Holds(p99Ms)) return result;
        return null;
    }
}
