using Bourse.Api.Tests.Hosting;
using Bourse.Replica;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Errors;

/// <summary>What a case needs to come about: the venue of all cases, or one of its own, and an account with funds.</summary>
internal sealed class ErrorScene(TestVenue shared) : IAsyncDisposable
{
    public const string Order = "/api/v3/order";

    private TestVenue? _own;
    private TestKey? _key;

    public TestVenue Venue => _own ?? shared;

    /// <summary>From here on the case plays on a venue with these settings.</summary>
    public async Task<TestVenue> StartOwnAsync(
        ApiOptions? options = null, VenueSettings? settings = null, ReplicaOptions? replica = null)
    {
        _key = null;
        return _own = await TestVenue.StartAsync(options, settings, replica);
    }

    /// <summary>The account of the case.</summary>
    public async Task<TestKey> KeyAsync() => _key ??= await Venue.OpenAccountAsync("error-" + Guid.NewGuid().ToString("N"));

    public async Task<ApiAnswer> CallAsync(string method, string path, string parameters = "") =>
        await Venue.CallAsync(await KeyAsync(), method, path, parameters);

    public Task<ApiAnswer> PlaceAsync(string parameters) => CallAsync("POST", Order, parameters);

    /// <summary>A limit order GTC; fails unless it is accepted; returns its id.</summary>
    public async Task<long> LimitAsync(string symbol, string side, string quantity, string price, string more = "") =>
        (await PlaceAsync(LimitOf(symbol, side, quantity, price) + more)).Ok().GetProperty("orderId").GetInt64();

    public static string LimitOf(string symbol, string side, string quantity, string price) =>
        $"symbol={symbol}&side={side}&type=LIMIT&timeInForce=GTC&quantity={quantity}&price={price}";

    /// <summary>A symbol on which the last trade was at 100, with a bid at 90 and an ask at 110 of another account.</summary>
    public async Task<string> TradedSymbolAsync(Func<SymbolSpec, SymbolSpec>? change = null)
    {
        string symbol = await Venue.AddSymbolAsync(change ?? (spec => spec));
        TestKey other = await Venue.OpenAccountAsync("other-" + Guid.NewGuid().ToString("N"));
        foreach (string order in (string[])
        [
            LimitOf(symbol, "SELL", "1", "100"), LimitOf(symbol, "BUY", "1", "100") + "&selfTradePreventionMode=NONE",
            LimitOf(symbol, "BUY", "1", "90"), LimitOf(symbol, "SELL", "1", "110"),
        ])
            (await Venue.PlaceAsync(other, order)).Ok();
        return symbol;
    }

    public Task<string> SymbolAsync(Func<SymbolFilters, SymbolFilters> filters) =>
        Venue.AddSymbolAsync(spec => spec with { Filters = filters(spec.Filters) });

    public async Task<string> WithoutAsync(SymbolFeatures feature) =>
        await Venue.AddSymbolAsync(spec => spec with { Features = spec.Features & ~feature });

    public async Task<string> WithoutAsync(OrderTypes type) =>
        await Venue.AddSymbolAsync(spec => spec with { OrderTypes = spec.OrderTypes & ~type });

    public async Task SetStatusAsync(string symbol, TradingStatus status)
    {
        int id = Venue.Replica.Read(symbol, static (view, name) =>
            Enumerable.Range(1, view.SymbolCount).Single(number => view.Symbol(number)?.Name == name));
        await Venue.OperateAsync(new SetSymbolStatus(id, status));
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? default;
}
