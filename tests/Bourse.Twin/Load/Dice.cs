namespace Bourse.Twin.Load;

/// <summary>Random numbers that are the same for a seed on every machine and version (splitmix64).</summary>
public sealed class Dice(ulong seed)
{
    // Not a multiple of the step below: neighbouring seeds would else walk the same sequence.
    private ulong _state = unchecked((seed ^ (seed << 32)) * 0xD1342543DE82EF95UL + 0x632BE59BD9B4E019UL);

    public ulong Bits()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From 0 up to, not including, the count.</summary>
    public int Below(int count) => (int)(Bits() % (ulong)count);

    /// <summary>Between both, each included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True so many times out of a thousand.</summary>
    public bool Permille(int chance) => Below(1000) < chance;

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Below(items.Length)];

    public T PickFrom<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One of the choices, each as likely as its weight.</summary>
    public T Weighted<T>(IReadOnlyList<(int Weight, T Choice)> choices)
    {
        int at = Below(choices.Sum(choice => choice.Weight));
        foreach ((int weight, T choice) in choices)
        {
            if (at < weight) return choice;
            at -= weight;
        }
        throw new InvalidOperationException("Weights add up to less than they did.");
    }
}
