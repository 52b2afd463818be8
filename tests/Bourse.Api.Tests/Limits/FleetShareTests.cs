using Bourse.Api.Limits;

namespace Bourse.Api.Tests.Limits;

public sealed class FleetShareTests
{
    [Fact]
    public void More_nodes_are_believed_at_once_and_fewer_only_when_that_lasts()
    {
        var fleet = new FleetShare(nodes: 3);
        fleet.Heard(5);
        Assert.Equal(5, fleet.Nodes);
        for (int i = 0; i < 299; i++) fleet.Heard(i == 100 ? 2 : 1);
        Assert.Equal(5, fleet.Nodes);
        fleet.Heard(1);
        Assert.Equal(2, fleet.Nodes);
    }

    [Fact]
    public void A_fleet_that_is_seen_whole_again_is_counted_from_the_start()
    {
        var fleet = new FleetShare(nodes: 3);
        for (int i = 0; i < 1000; i++) fleet.Heard(i % 299 == 298 ? 3 : 1);
        Assert.Equal(3, fleet.Nodes);
    }

    [Theory]
    [InlineData(6000, 3, 2000)]
    [InlineData(100, 7, 14)]
    [InlineData(2, 3, 1)]
    public void A_part_is_the_limit_by_the_nodes_and_at_least_one(int limit, int nodes, int part) =>
        Assert.Equal(part, new FleetShare(nodes).Part(limit));
}
