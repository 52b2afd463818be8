using System.Text.Json;
using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Audit;

/// <summary>Asks a node for everything about accounts, over the public API alone.</summary>
internal sealed class AccountReader(Endpoint node, long afterSequence)
{
    private const int PageSize = 1000;
    private const int AccountsAtOnce = 4;
    private const int TriesMax = 40;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>All of the accounts.</summary>
    /// <exception cref="DrillException">The node does not answer.</exception>
    public async Task<IReadOnlyList<ToldAccount>> ReadAsync(
        IEnumerable<DrillAccount> accounts, CancellationToken cancellation)
    {
        var told = new List<ToldAccount>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(accounts, options, async (account, token) =>
        {
            ToldAccount one = await ReadAsync(account, token).ConfigureAwait(false);
            lock (told) told.Add(one);
        }).ConfigureAwait(false);
        return told;
    }

    private async Task<ToldAccount> ReadAsync(DrillAccount account, CancellationToken cancellation)
    {
        JsonElement balances = await GetAsync(account, "account", "omitZeroBalances=true", cancellation)
            .ConfigureAwait(false);
        JsonElement open = await GetAsync(account, "openOrders", Symbol(account), cancellation).ConfigureAwait(false);
        List<ToldOrder> orders = [.. open.EnumerateArray().Select(order => ReadOrder(order, isOpen: true))];
        HashSet<long> openIds = [.. orders.Select(order => order.OrderId)];
        IEnumerable<JsonElement> all =
            await PagesAsync(account, "allOrders", "orderId", "orderId", cancellation).ConfigureAwait(false);
        orders.AddRange(all.Select(order => ReadOrder(order, isOpen: false))
            .Where(order => !openIds.Contains(order.OrderId)));
        IEnumerable<JsonElement> trades =
            await PagesAsync(account, "myTrades", "fromId", "id", cancellation).ConfigureAwait(false);
        JsonElement[] assets = [.. balances.GetProperty("balances").EnumerateArray()];
        return new ToldAccount(node.Name, account.Name, orders, [.. trades.Select(ReadTrade)],
            assets.ToDictionary(Asset, asset => OrderReading.Amount(asset, "free") + Locked(asset)),
            assets.ToDictionary(Asset, Locked));
    }

    // Each page begins one after the last id of the page before.
    private async Task<List<JsonElement>> PagesAsync(
        DrillAccount account, string path, string parameter, string idName, CancellationToken cancellation)
    {
        var all = new List<JsonElement>();
        long next = 0;
        while (true)
        {
            JsonElement page = await GetAsync(
                account, path, $"{Symbol(account)}&{parameter}={next}&limit={PageSize}", cancellation)
                .ConfigureAwait(false);
            all.AddRange(page.EnumerateArray());
            if (page.GetArrayLength() < PageSize) return all;
            next = all[^1].GetProperty(idName).GetInt64() + 1;
        }
    }

    // A node that was just healed may ask for patience; an auditor has it.
    private async Task<JsonElement> GetAsync(
        DrillAccount account, string path, string query, CancellationToken cancellation)
    {
        HttpReply reply = default;
        for (int tries = 0; tries < TriesMax; tries++)
        {
            byte[] request = account.Sign("GET", $"/api/v3/{path}", query, afterSequence);
            reply = await node.SendAsync(request, AnswerWithin).ConfigureAwait(false);
            if (reply.IsSuccess)
            {
                using var document = JsonDocument.Parse(reply.Body);
                return document.RootElement.Clone();
            }
            await Task.Delay(RetryAfter, cancellation).ConfigureAwait(false);
        }
        throw new DrillException($"{node.Name} does not answer GET /api/v3/{path} for {account.Name}: {reply}");
    }

    private static ToldOrder ReadOrder(JsonElement order, bool isOpen) => new(
        order.GetProperty("clientOrderId").GetString()!, order.GetProperty("orderId").GetInt64(),
        order.GetProperty("side").GetString() == "BUY", OrderReading.Amount(order, "price"),
        OrderReading.Amount(order, "origQty"), OrderReading.Amount(order, "executedQty"), isOpen);

    private static ToldTrade ReadTrade(JsonElement trade) => new(
        trade.GetProperty("id").GetInt64(), trade.GetProperty("orderId").GetInt64(),
        trade.GetProperty("isBuyer").GetBoolean(), OrderReading.Amount(trade, "price"),
        OrderReading.Amount(trade, "qty"), OrderReading.Amount(trade, "quoteQty"),
        OrderReading.Amount(trade, "commission"));

    private static string Symbol(DrillAccount account) => $"symbol={account.Market.Symbol}";

    private static string Asset(JsonElement asset) => asset.GetProperty("asset").GetString()!;

    private static decimal Locked(JsonElement asset) => OrderReading.Amount(asset, "locked");
}
