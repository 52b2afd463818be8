namespace Bourse.Simulation;

/// <summary>A running hash that is the same on every machine.</summary>
internal readonly record struct Fold(ulong Value)
{
    public Fold With(long next)
    {
        unchecked
        {
            ulong mixed = (Value ^ (ulong)next) * 0x9E3779B97F4A7C15UL;
            return new Fold((mixed ^ (mixed >> 29)) + 0xBF58476D1CE4E5B9UL);
        }
    }
}
