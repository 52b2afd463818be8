using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

/// <summary>The book beside its twin under random load: they must never differ.</summary>
public sealed class OrderBookTwinTests
{
    public static TheoryData<PriceShape, long, int> Loads
    {
        get
        {
            var loads = new TheoryData<PriceShape, long, int>();
            foreach (PriceShape shape in Enum.GetValues<PriceShape>())
            {
                loads.Add(shape, 1, 1);
                loads.Add(shape, 1_000_000, 2);
                loads.Add(shape, 700, 3);
            }

            return loads;
        }
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public void Book_and_twin_never_differ(PriceShape shape, long tick, int seed)
    {
        var random = new Random(seed * 7919);
        var pair = new BookPair(tick);
        var prices = new RandomPrices(shape, tick, random);
        for (int step = 0; step < 2_500; step++)
        {
            int operations = random.Next(1, 6);
            for (int operation = 0; operation < operations; operation++)
            {
                Operate(pair, prices, random);
                pair.AssertSame();
            }

            pair.AssertSameChanges();
            if (step % 500 == 499) pair.Book.SetTick(tick * random.Next(1, 4));
        }
    }

    /// <summary>Keeps about a hundred orders on the book, so that levels come and go all the time.</summary>
    private static void Operate(BookPair pair, RandomPrices prices, Random random)
    {
        int room = random.Next(200);
        if (room >= pair.Orders.Count)
        {
            var side = (Side)random.Next(2);
            pair.Add(side, prices.Next(), random.NextInt64(1, 1_000), random.Next(4) == 0 ? random.NextInt64(1, 5_000) : 0);
            return;
        }

        if (random.Next(3) == 0 && pair.Best((Side)random.Next(2)) is { } best)
        {
            Fill(pair, best, random.NextInt64(best.Shown + 1));
            return;
        }

        ObviousOrder order = pair.Orders[random.Next(pair.Orders.Count)];
        if (random.Next(4) == 0) pair.SetQuantities(order, random.NextInt64(1, 1_000), random.NextInt64(0, 3) * 100);
        else pair.Remove(order);
    }

    private static void Fill(BookPair pair, ObviousOrder order, long quantity)
    {
        pair.Reduce(order, quantity);
        if (order.Shown > 0) return;
        if (order.Hidden > 0) pair.Refill(order, long.Min(order.Hidden, 50));
        else pair.Remove(order);
    }
}
