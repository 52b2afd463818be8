using System.Text;
using Bourse.Api.Http;

namespace Bourse.Api.Tests.Http;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 100_000_000)]
    [InlineData("0.1", 10_000_000)]
    [InlineData("0.001", 100_000)]
    [InlineData("00012.50", 1_250_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    [InlineData("1.0000000000", 100_000_000)]
    public void Reads_decimals_exactly(string text, long units)
    {
        Assert.Equal(AmountParse.Done, Parse(text, out long read));
        Assert.Equal(units, read);
    }

    [Theory]
    [InlineData("", AmountParse.Malformed)]
    [InlineData(".", AmountParse.Malformed)]
    [InlineData("1.", AmountParse.Malformed)]
    [InlineData(".5", AmountParse.Malformed)]
    [InlineData("-1", AmountParse.Malformed)]
    [InlineData("+1", AmountParse.Malformed)]
    [InlineData("1e3", AmountParse.Malformed)]
    [InlineData("1,5", AmountParse.Malformed)]
    [InlineData(" 1", AmountParse.Malformed)]
    [InlineData("1.2.3", AmountParse.Malformed)]
    [InlineData("0x10", AmountParse.Malformed)]
    [InlineData("NaN", AmountParse.Malformed)]
    [InlineData("123456789012345678901", AmountParse.Malformed)]
    [InlineData("0.123456789", AmountParse.TooPrecise)]
    [InlineData("0.000000001", AmountParse.TooPrecise)]
    [InlineData("92233720368.54775808", AmountParse.Overflow)]
    [InlineData("99999999999999999999", AmountParse.Overflow)]
    public void Refuses_what_is_no_amount(string text, AmountParse expected)
    {
        Assert.Equal(expected, Parse(text, out long units));
        Assert.Equal(0, units);
    }

    [Theory]
    [InlineData(0, "0.00000000")]
    [InlineData(1, "0.00000001")]
    [InlineData(100_000, "0.00100000")]
    [InlineData(-100_000, "-0.00100000")]
    [InlineData(1_250_000_000, "12.50000000")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void Writes_eight_decimals(long units, string expected) => Assert.Equal(expected, Format(units));

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++)
        {
            long units = random.NextInt64() >> random.Next(63);
            Assert.Equal(AmountParse.Done, Parse(Format(units), out long read));
            Assert.Equal(units, read);
            Assert.Equal((units / 100_000_000m).ToString("0.00000000"), Format(units));
        }
    }

    private static AmountParse Parse(string text, out long units) =>
        AmountText.TryParse(Encoding.UTF8.GetBytes(text), out units);

    private static string Format(long units)
    {
        Span<byte> text = stackalloc byte[AmountText.LengthMax];
        return Encoding.ASCII.GetString(text[..AmountText.Format(units, text)]);
    }
}
