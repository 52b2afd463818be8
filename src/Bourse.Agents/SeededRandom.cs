namespace Bourse.Agents;

/// <summary>
/// Random numbers that are the same for a seed on every machine and runtime (SplitMix64), so that a market can be
/// repeated.
/// </summary>
public sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(long seed) => _state = unchecked((ulong)seed);

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)(NextUnit() * count);

    /// <summary>
    /// About normal with mean 0 and deviation 1: the sum of twelve uniform draws, hence never beyond 6.
    /// </summary>
    public double NextNormal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++) sum += NextUnit();
        return sum;
    }
}
