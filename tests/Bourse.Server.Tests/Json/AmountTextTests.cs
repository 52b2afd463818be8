using Bourse.Server.Json;

namespace Bourse.Server.Tests.Json;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 100_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    [InlineData("1.50000000", 150_000_000)]
    [InlineData("1.500000000000", 150_000_000)]
    public void An_amount_is_read(string text, long units)
    {
        Assert.True(AmountText.TryParse(text, out long read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e5")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("0.000000001")]
    [InlineData("92233720368.54775808")]
    [InlineData("NaN")]
    public void What_is_no_amount_is_refused(string? text) => Assert.False(AmountText.TryParse(text, out _));

    [Fact]
    public void An_amount_is_written_with_all_decimals()
    {
        Assert.Equal("0.00100000", AmountText.Format(100_000L));
        Assert.Equal("-1.50000000", AmountText.Format(-150_000_000L));
        Assert.Equal("-0.00000001", AmountText.Format(-1L));
        Assert.Equal("184467440737.09551615", AmountText.Format((Int128)ulong.MaxValue * 10 / 10));
    }
}
