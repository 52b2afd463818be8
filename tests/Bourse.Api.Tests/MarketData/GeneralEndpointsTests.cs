namespace Bourse.Api.Tests.MarketData;

public sealed class GeneralEndpointsTests
{
    [Fact]
    public void Ping_answers_an_empty_object() => Assert.Equal("{}", new PublicCalls().Get("ping"));

    [Fact]
    public void Time_is_told_in_milliseconds_or_microseconds()
    {
        var calls = new PublicCalls();
        Assert.Equal("""{"serverTime":1565246363776}""", calls.Get("time"));
        Assert.Equal("""{"serverTime":1565246363776000}""", calls.Get("time", microseconds: true));
    }
}
