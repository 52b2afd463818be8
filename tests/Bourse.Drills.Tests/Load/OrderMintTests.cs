using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Tests.Load;

public sealed class OrderMintTests
{
    private const int Count = 7000;

    [Fact]
    public void Orders_are_spread_over_accounts_groups_and_kinds_as_the_shape_says()
    {
        LoadGroup[] groups = [Group("a/haproxy", false), Group("b/haproxy", false), Group("a/node-1", true), Group("b/node-1", true)];
        var mint = new OrderMint(new LoadShape(100, CrossingPart: 0.1, DirectPart: 0.5), groups, Accounts("r", 4), Accounts("x", 4), "d");
        DrillOrder[] orders = [.. Enumerable.Range(0, Count).Select(number => mint.Next(number, 0).Order)];

        Assert.Equal(Count, orders.Select(order => order.ClientOrderId).Distinct().Count());
        Assert.Equal(Count / 10, orders.Count(order => order.IsCrossing));
        Assert.Equal(Count / 2, orders.Count(order => order.Group.EndsWith("node-1", StringComparison.Ordinal)));
        Assert.Equal(groups.Length, orders.Select(order => order.Group).Distinct().Count());
        Assert.Equal(8, orders.Select(order => order.Account.Name).Distinct().Count());
        Assert.All(orders, order => Assert.Equal(order.IsCrossing, order.Account.Name.StartsWith('x')));
    }

    [Fact]
    public void No_account_meets_an_order_of_its_own()
    {
        var mint = new OrderMint(new LoadShape(CrossingPart: 1), [Group("a/haproxy", false)], Accounts("r", 1), Accounts("x", 4), "d");
        DrillOrder[] orders = [.. Enumerable.Range(0, 100).Select(number => mint.Next(number, 0).Order)];
        Assert.All(orders.GroupBy(order => order.Account.Name), account =>
            Assert.Single(account.Select(order => order.IsBuy).Distinct()));
        Assert.Equal(50, orders.Count(order => order.IsBuy));
    }

    private static LoadGroup Group(string name, bool isDirect) => new(name, isDirect, [new Endpoint(name, "127.0.0.1:1")]);

    private static DrillAccount[] Accounts(string prefix, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Orders.Account with { Name = $"{prefix}{number}" })];
}
