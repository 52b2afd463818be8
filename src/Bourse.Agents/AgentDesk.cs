using System.Globalization;
using System.Text.Json;

namespace Bourse.Agents;

/// <summary>What both kinds of agents share: their account at the venue, its symbols and its holdings.</summary>
internal sealed class AgentDesk
{
    private readonly VenueClient _client;
    private readonly AgentAccount _account;
    private readonly HashSet<string> _assets;

    public AgentDesk(VenueClient client, AgentAccount account, FairPrices fair, IReadOnlyList<SymbolRules> symbols)
    {
        _client = client;
        _account = account;
        Fair = fair;
        Symbols = symbols;
        _assets = [.. symbols.SelectMany(s => new[] { s.BaseAsset, s.QuoteAsset })];
        Holdings = new Holdings(new Dictionary<string, decimal>(), fair, _assets);
    }

    public FairPrices Fair { get; }

    public IReadOnlyList<SymbolRules> Symbols { get; }

    /// <summary>As of the last <see cref="ReadHoldingsAsync"/>.</summary>
    public Holdings Holdings { get; private set; }

    public Task<JsonElement> SendAsync(HttpMethod method, string path, string query, CancellationToken cancellation) =>
        _client.SendSignedAsync(method, path, query, _account, cancellation);

    public async Task ReadHoldingsAsync(CancellationToken cancellation)
    {
        JsonElement account = await SendAsync(HttpMethod.Get, "/api/v3/account", "", cancellation)
            .ConfigureAwait(false);
        var amounts = new Dictionary<string, decimal>();
        foreach (JsonElement balance in account.GetProperty("balances").EnumerateArray())
            amounts[balance.GetProperty("asset").GetString()!] = Amount(balance, "free") + Amount(balance, "locked");
        Holdings = new Holdings(amounts, Fair, _assets);
    }

    /// <summary>Cancels what stands of the account on a symbol; nothing there is fine.</summary>
    public async Task CancelAllAsync(SymbolRules symbol, CancellationToken cancellation)
    {
        const int UnknownOrder = -2011;
        try
        {
            await SendAsync(HttpMethod.Delete, "/api/v3/openOrders", $"symbol={symbol.Name}", cancellation)
                .ConfigureAwait(false);
        }
        catch (VenueErrorException e) when (e.Code == UnknownOrder)
        {
            // Nothing was open: what we wanted.
        }
    }

    /// <summary>An amount as the API reads it: no exponent, no trailing zeros.</summary>
    public static string Text(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);

    private static decimal Amount(JsonElement balance, string name) =>
        decimal.Parse(balance.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
