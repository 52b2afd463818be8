using Bourse.MarketData.Books;
using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Tests;

public sealed class BookSideTests
{
    [Theory]
    [InlineData(Side.Buy, 1)]
    [InlineData(Side.Sell, 2)]
    public void Grows_to_many_levels_and_thins_out_like_a_sorted_dictionary(Side side, int seed)
    {
        var random = new Random(seed);
        var levels = new BookSide(side);
        var expected = new SortedDictionary<long, long>();
        foreach (int emptyShare in (int[])[20, 95, 20, 100])
        {
            for (int i = 0; i < 40_000; i++) Change(levels, expected, random, emptyShare);
            AssertSame(side, expected, levels);
        }
        foreach (long price in expected.Keys.ToList()) levels.Set(price, 0);
        Assert.Equal(default, levels.Best);
    }

    [Fact]
    public void A_level_that_is_not_there_can_be_taken_away()
    {
        var levels = new BookSide(Side.Sell);
        levels.Set(5, 0);
        levels.Set(7, 1);
        levels.Set(8, 0);
        levels.Set(6, 0);
        Assert.Equal(new DepthLevel(7, 1), levels.Best);
    }

    private static void Change(BookSide levels, SortedDictionary<long, long> expected, Random random, int emptyShare)
    {
        long price = random.NextInt64(1, 20_000);
        long quantity = random.Next(100) < emptyShare ? 0 : random.NextInt64(1, 1000);
        levels.Set(price, quantity);
        if (quantity == 0) expected.Remove(price);
        else expected[price] = quantity;
    }

    private static void AssertSame(Side side, SortedDictionary<long, long> expected, BookSide levels)
    {
        var copied = new List<DepthLevel>();
        levels.CopyTo(copied, int.MaxValue);
        IEnumerable<KeyValuePair<long, long>> bestFirst = side == Side.Buy ? expected.Reverse() : expected;
        Assert.Equal(bestFirst.Select(level => new DepthLevel(level.Key, level.Value)), copied);
        Assert.Equal(copied.FirstOrDefault(), levels.Best);
        var few = new List<DepthLevel>();
        levels.CopyTo(few, 200);
        Assert.Equal(copied.Take(200), few);
    }
}
