using Bourse.Venue.Matching;
using Bourse.Venue.Tests.Support;

namespace Bourse.Venue.Tests.Matching;

/// <summary>The average price against a plain sum over all trades (docs/venue-rules.md, rule 31).</summary>
public sealed class AveragePriceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sums_that_run_along_equal_sums_made_anew(int seed)
    {
        var random = new Random(seed);
        var average = new AveragePrice();
        average.Configure([1, 5], 0);
        var trades = new List<(long Second, long Quantity, long Quote)>();
        long second = 1_000;
        for (int i = 0; i < 1_500; i++)
        {
            second += random.Next(100) == 0 ? random.Next(5_000) : random.Next(3);
            if (i == 750) average.Configure([5, 60], second);
            if (random.Next(2) == 0)
            {
                (long, long Quantity, long Quote) trade = (second, 1 + random.Next(1_000), random.Next(100_000));
                average.Add(second, trade.Quantity, trade.Quote);
                trades.Add(trade);
            }
            foreach (int minutes in new[] { 1, 5, 13, 60 }) Check(average, trades, minutes, second);
        }
    }

    [Fact]
    public void A_trade_leaves_the_window_after_its_last_second()
    {
        var average = new AveragePrice();
        average.Configure([1], 0);
        average.Add(100, 2, 6);
        Assert.True(average.TryGet(1, 159, out long price));
        Assert.Equal(Amount.Of("3"), price);
        Assert.False(average.TryGet(1, 160, out _));
    }

    private static void Check(AveragePrice average, List<(long Second, long Quantity, long Quote)> trades, int minutes, long second)
    {
        UInt128 quote = 0, quantity = 0;
        foreach ((long Second, long Quantity, long Quote) trade in trades)
        {
            if (trade.Second <= second - minutes * 60) continue;
            quote += (UInt128)trade.Quote;
            quantity += (UInt128)trade.Quantity;
        }
        bool found = average.TryGet(minutes, second, out long price);
        Assert.Equal(quantity != 0, found);
        if (found) Assert.Equal((long)(quote * 100_000_000 / quantity), price);
    }
}
