using Bourse.Log.Postgres;
using Npgsql;

namespace Bourse.Log.Tests.Postgres;

public sealed class HostOrderTests
{
    [Theory]
    [InlineData("a,b,c", "a", "b,c,a")]
    [InlineData("a,b,c", "b", "a,c,b")]
    [InlineData("a,b,c", "c", "a,b,c")]
    [InlineData("a:5433,b:5433", "a", "b:5433,a:5433")]
    [InlineData("a,b", "stranger", "a,b")]
    [InlineData("a", "a", "a")]
    public void Where_a_commit_waited_in_vain_is_asked_last(string hosts, string doubted, string then)
    {
        var order = new HostOrder($"Host={hosts};Port=5432;Username=node");
        order.Doubt(doubted);
        var settings = new NpgsqlConnectionStringBuilder(order.ConnectionString);
        Assert.Equal(then, settings.Host);
        Assert.Equal("node", settings.Username);
    }

    [Fact]
    public void A_connection_can_tell_that_its_host_was_doubted_since_it_was_opened()
    {
        var order = new HostOrder("Host=a,b");
        int atOpening = order.DoubtsOf("a");
        order.Doubt("b");
        Assert.Equal(atOpening, order.DoubtsOf("a"));
        order.Doubt("a");
        Assert.NotEqual(atOpening, order.DoubtsOf("a"));
    }
}
