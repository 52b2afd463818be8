using System.Text.Json.Nodes;

namespace Bourse.Drills.Venue;

/// <summary>
/// What one run of a drill trades at a venue: a symbol and accounts that nobody used before, so that everything about
/// them is known.
/// </summary>
internal sealed class DrillVenue
{
    /// <summary>What each account is given of each asset.</summary>
    public const decimal Deposit = 10_000_000m;

    // Without commission, what accounts lose to each other stays among them.
    private const int FeeTier = 99;

    private const int OrdersOfTenSecondsMax = 1_000_000;

    private readonly OperatorClient _operator;

    private DrillVenue(OperatorClient client, DrillMarket market) => (_operator, Market) = (client, market);

    public DrillMarket Market { get; }

    /// <summary>Registers the symbol and lifts the limit on orders that would stop the load.</summary>
    /// <param name="run">Tells this run from all others: letters and digits.</param>
    public static async Task<DrillVenue> PrepareAsync(OperatorClient client, string run)
    {
        var market = new DrillMarket($"D{run}A", $"D{run}B");
        await client.DoAsync("PATCH", "settings", new JsonObject
        {
            ["orderLimits"] = new JsonArray(new JsonObject
            {
                ["intervalSeconds"] = 10,
                ["limit"] = OrdersOfTenSecondsMax,
            }),
        }).ConfigureAwait(false);
        await client.DoAsync("PUT", $"fees/{FeeTier}", new JsonObject { ["maker"] = "0", ["taker"] = "0" })
            .ConfigureAwait(false);
        foreach (string asset in market.Assets)
            await client.DoAsync("POST", "assets", new JsonObject { ["name"] = asset }).ConfigureAwait(false);
        await client.DoAsync("POST", "symbols", new JsonObject
        {
            ["name"] = market.Symbol,
            ["base"] = market.Base,
            ["quote"] = market.Quote,
            ["filters"] = new JsonArray(
                Filter("PRICE_FILTER", ("minPrice", "0.01"), ("maxPrice", "1000000"), ("tickSize", "0.01")),
                Filter("LOT_SIZE", ("minQty", "0.01"), ("maxQty", "1000000"), ("stepSize", "0.01"))),
        }).ConfigureAwait(false);
        return new DrillVenue(client, market);
    }

    /// <summary>Opens accounts, each with a key and a deposit of both assets.</summary>
    public Task<DrillAccount[]> OpenAsync(string prefix, int count) =>
        Task.WhenAll(Enumerable.Range(1, count).Select(number => OpenAsync($"{prefix}-{number}")));

    private async Task<DrillAccount> OpenAsync(string name)
    {
        await _operator.DoAsync("POST", "accounts", new JsonObject { ["name"] = name, ["feeTier"] = FeeTier })
            .ConfigureAwait(false);
        JsonNode key = await _operator.DoAsync("POST", "keys", new JsonObject { ["account"] = name })
            .ConfigureAwait(false);
        foreach (string asset in Market.Assets)
            await _operator.DoAsync("POST", "deposits", new JsonObject
            {
                ["account"] = name,
                ["asset"] = asset,
                ["amount"] = $"{Deposit}",
            }).ConfigureAwait(false);
        return new DrillAccount(
            name, key["apiKey"]!.GetValue<string>(), key["apiSecret"]!.GetValue<string>(), Market);
    }

    private static JsonObject Filter(string type, params (string Name, string Value)[] members)
    {
        var filter = new JsonObject { ["filterType"] = type };
        foreach ((string name, string value) in members) filter[name] = value;
        return filter;
    }
}
