using Bourse.Drills.Audit;
using Bourse.Drills.Load;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Tests;

/// <summary>Orders, and accounts as nodes tell them, for tests of what is made of them.</summary>
internal static class Orders
{
    public static readonly DrillAccount Account = new("dora", "key", "secret", new DrillMarket("AAA", "BBB"));

    public static DrillOrder Resting(string id = "one", bool givesUp = false) => new()
    {
        Account = Account,
        ClientOrderId = id,
        IsBuy = true,
        Price = 1,
        Quantity = 1,
        IsCrossing = false,
        Group = "a/haproxy",
        DueAt = 0,
        GivesUpWhenShed = givesUp,
    };

    public static DrillOrder Crossing(string id = "one") => new()
    {
        Account = Account,
        ClientOrderId = id,
        IsBuy = true,
        Price = 100,
        Quantity = 1,
        IsCrossing = true,
        Group = "a/haproxy",
        DueAt = 0,
    };

    /// <summary>The order once its client was told of it.</summary>
    public static DrillOrder Acked(this DrillOrder order, long orderId, long at = 1, string fills = "")
    {
        order.Ack(Answer(orderId, fills), at);
        return order;
    }

    public static string Answer(long orderId, string fills = "") =>
        $$"""{"orderId":{{orderId}},"transactTime":1000,"fills":[{{fills}}]}""";

    public static string Fill(long tradeId) => $$"""{"tradeId":{{tradeId}},"price":"100.00","qty":"1.00"}""";

    /// <summary>An order as a node tells it.</summary>
    public static ToldOrder Told(DrillOrder order, decimal executed = 0, bool isOpen = true) => new(
        order.ClientOrderId, order.OrderId, order.IsBuy, order.Price, order.Quantity, executed, isOpen);

    /// <summary>An account with its deposit and nothing else but these.</summary>
    public static ToldAccount Node(string node, ToldOrder[] orders, params ToldTrade[] trades) => new(
        node, Account.Name, orders, trades, Amounts(DrillVenue.Deposit, DrillVenue.Deposit), Amounts(0, 0));

    public static Dictionary<string, decimal> Amounts(decimal ofBase, decimal ofQuote) =>
        new() { [Account.Market.Base] = ofBase, [Account.Market.Quote] = ofQuote };
}
