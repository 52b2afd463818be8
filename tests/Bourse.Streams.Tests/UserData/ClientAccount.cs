using System.Globalization;
using System.Text.Json;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// An account as a client knows it that reads nothing but its events: open orders, open lists and balances, each
/// taken as the latest event has it.
/// </summary>
internal sealed class ClientAccount
{
    private readonly SortedDictionary<long, string> _orders = [];
    private readonly SortedDictionary<string, Balance> _balances = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, string> _lists = [];

    public HashSet<string> Seen { get; } = [];

    public void Take(string message)
    {
        using JsonDocument document = JsonDocument.Parse(message);
        JsonElement told = document.RootElement.GetProperty("event");
        switch (told.GetProperty("e").GetString())
        {
            case "executionReport": TakeReport(told); break;
            case "outboundAccountPosition": TakePosition(told); break;
            case "listStatus": TakeList(told); break;
            case "balanceUpdate": Seen.Add("balanceUpdate"); break;
            default: Assert.Fail(message); break;
        }
    }

    /// <summary>The same as the venue's own answer.</summary>
    public void AssertEquals(VenueView view, int accountId)
    {
        var orders = new List<OrderFields>();
        view.OpenOrders(accountId, 0, orders);
        Assert.Equal(orders.OrderBy(order => order.OrderId).Select(order => Describe(view, in order)), _orders.Values);
        var lists = new List<OrderListFields>();
        view.OpenOrderLists(accountId, lists);
        Assert.Equal(lists.OrderBy(list => list.OrderListId).Select(Describe), _lists.Values);
        for (int asset = 1; asset <= view.AssetCount; asset++)
            Assert.Equal(view.Balance(accountId, asset), _balances.GetValueOrDefault(view.Asset(asset)!.Name));
    }

    private void TakeReport(JsonElement told)
    {
        string type = told.GetProperty("x").GetString()!, status = told.GetProperty("X").GetString()!;
        Seen.Add(type);
        long id = told.GetProperty("i").GetInt64();
        if (type == "REJECTED") Assert.Equal(-1, id);
        else if (status is "NEW" or "PENDING_NEW" or "PARTIALLY_FILLED") _orders[id] = Describe(told);
        else Assert.True(_orders.Remove(id));
    }

    private void TakePosition(JsonElement told)
    {
        foreach (JsonElement balance in told.GetProperty("B").EnumerateArray())
            _balances[balance.GetProperty("a").GetString()!] =
                new Balance(Units(balance.GetProperty("f")), Units(balance.GetProperty("l")));
    }

    private void TakeList(JsonElement told)
    {
        string status = told.GetProperty("L").GetString()!;
        Seen.Add("list " + told.GetProperty("l").GetString());
        long id = told.GetProperty("g").GetInt64();
        if (status == "EXECUTING")
        {
            string orders = string.Join(" ", told.GetProperty("O").EnumerateArray()
                .Select(order => $"{order.GetProperty("i").GetInt64()}={order.GetProperty("c").GetString()}"));
            _lists[id] = $"{id} {told.GetProperty("C").GetString()} {orders}";
        }
        else if (status == "ALL_DONE") Assert.True(_lists.Remove(id));
    }

    private static string Describe(OrderListFields list)
    {
        string orders =
            $"{list.FirstOrderId}={list.FirstClientOrderId} {list.SecondOrderId}={list.SecondClientOrderId}";
        if (list.OrderCount == 3) orders += $" {list.ThirdOrderId}={list.ThirdClientOrderId}";
        return $"{list.OrderListId} {list.ListClientOrderId} {orders}";
    }

    /// <summary>All that an event and the venue's answer both say of an open order.</summary>
    private static string Describe(JsonElement told) => string.Join(
        " ",
        told.GetProperty("s").GetString(), told.GetProperty("c").GetString(), told.GetProperty("X").GetString(),
        told.GetProperty("S").GetString(), Units(told.GetProperty("q")), Units(told.GetProperty("p")),
        Units(told.GetProperty("P")), Units(told.GetProperty("F")),
        Units(told.GetProperty("z")), Units(told.GetProperty("Z")),
        told.GetProperty("g").GetInt64(), told.GetProperty("w").GetBoolean(), told.GetProperty("O").GetInt64(),
        told.TryGetProperty("W", out JsonElement working) ? working.GetInt64() : -1,
        told.TryGetProperty("A", out JsonElement prevented) ? Units(prevented) : 0);

    private static string Describe(VenueView view, in OrderFields order) => string.Join(
        " ",
        view.Symbol(order.SymbolId)!.Name, order.ClientOrderId,
        order.Status switch
        {
            OrderStatus.New => "NEW",
            OrderStatus.PendingNew => "PENDING_NEW",
            _ => "PARTIALLY_FILLED",
        },
        order.Side == Side.Buy ? "BUY" : "SELL", order.Quantity, order.Price, order.StopPrice, order.IcebergQuantity,
        order.ExecutedQuantity, order.CumulativeQuote, order.OrderListId, order.IsWorking, order.TimeUs / 1000,
        order.WorkingTimeUs < 0 ? -1 : order.WorkingTimeUs / 1000, order.PreventedQuantity);

    private static long Units(JsonElement amount) =>
        (long)(decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture) * UserVenue.One);
}
