using System.Numerics;
using Bourse.Twin.Load;

namespace Bourse.Simulation;

/// <summary>Which faults may happen, and how many did.</summary>
internal sealed class FaultCounts(Dice dice, FaultKind kinds)
{
    private readonly long[] _counts = new long[BitOperations.Log2((uint)FaultKind.All) + 1];

    /// <summary>At the end all is healed, and nothing new goes wrong.</summary>
    public bool IsHealed { get; set; }

    public long Total => _counts.Sum();

    /// <summary>By the kind's place among the bits.</summary>
    public IReadOnlyList<long> ByKind => _counts;

    public bool MayHappen(FaultKind kind) => !IsHealed && kinds.HasFlag(kind);

    /// <summary>Decides, and counts, one fault with a chance out of a thousand.</summary>
    public bool Happens(FaultKind kind, int permille)
    {
        if (!MayHappen(kind) || !dice.Permille(permille)) return false;
        Count(kind);
        return true;
    }

    public void Count(FaultKind kind) => _counts[BitOperations.Log2((uint)kind)]++;
}
