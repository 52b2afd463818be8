using Bourse.Venue.Books;

namespace Bourse.Venue.Tests.Books;

public sealed class PriceUnitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(96)]
    [InlineData(1_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 62)]
    public void Divides_like_a_division(long size)
    {
        var unit = new PriceUnit(size);
        var random = new Random(5);
        for (int round = 0; round < 10_000; round++)
        {
            long price = random.NextInt64(long.MaxValue) >> random.Next(63);
            if (round % 2 == 0) price -= price % size;
            Assert.Equal(price % size == 0, unit.TryTicks(price, out ulong ticks));
            if (price % size == 0) Assert.Equal((ulong)(price / size), ticks);
        }
    }
}
