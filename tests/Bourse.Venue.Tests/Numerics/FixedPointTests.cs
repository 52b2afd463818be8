using Bourse.Venue.Numerics;

namespace Bourse.Venue.Tests.Numerics;

public sealed class FixedPointTests
{
    [Theory]
    [InlineData(100_00000000, 100_00000000, 10_000_00000000)]
    [InlineData(92_000_000_000_00000000, 1_00000000, 92_000_000_000_00000000)]
    public void Products_beyond_64_bits_are_taken_in_128(long a, long b, long product)
    {
        Assert.True(FixedPoint.TryMultiplyDown(a, b, out long down));
        Assert.True(FixedPoint.TryMultiplyUp(a, b, out long up));
        Assert.Equal((product, product), (down, up));
    }

    [Fact]
    public void A_product_that_64_bits_do_not_hold_is_told() =>
        Assert.False(FixedPoint.TryMultiplyDown(92_000_000_000_00000000, 2_00000000, out _));
}
