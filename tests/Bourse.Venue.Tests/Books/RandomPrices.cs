namespace Bourse.Venue.Tests.Books;

/// <summary>Prices of a shape, from a seed.</summary>
internal sealed class RandomPrices(PriceShape shape, long tick, Random random)
{
    private const int CrashPeriod = 4_000;

    private long _middle = 50_000;
    private int _drawn;

    public long Next()
    {
        _drawn++;
        return shape switch
        {
            PriceShape.Narrow => tick * random.NextInt64(1, 40),
            PriceShape.Wandering => tick * Around(_middle = long.Max(2_000, _middle + random.NextInt64(-9, 10))),
            PriceShape.FlashCrash => tick * Around(CrashMiddle()),
            PriceShape.FarApart => tick * AnyMagnitude(long.MaxValue / tick),
            PriceShape.NodeEdges => tick * NearPowerOf64(long.MaxValue / tick),
            PriceShape.OffTick => random.Next(500) == 0 ? 1 + random.NextInt64(60_000 * tick) : tick * Around(50_000),
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };
    }

    private long Around(long middle) => long.Max(1, middle + (random.NextInt64(-40, 41) * random.NextInt64(1, 40)));

    private long CrashMiddle()
    {
        int phase = _drawn % CrashPeriod;
        return phase < CrashPeriod / 2 ? 50_000 - (phase * 49_500L / (CrashPeriod / 2)) : 50_000;
    }

    private long AnyMagnitude(long max) => 1 + (random.NextInt64(max) >> random.Next(62));

    private long NearPowerOf64(long max) =>
        long.Clamp((1L << (6 * random.Next(10))) + random.NextInt64(-2, 3), 1, max);
}
