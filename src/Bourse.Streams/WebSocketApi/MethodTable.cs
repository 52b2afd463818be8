using System.Collections.Frozen;
using System.Text;
using Bourse.Api.Http;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// All methods by name (web-socket-api.md). What REST has too is the very same endpoint: weight, security, parameters,
/// rules and the answer's body have one place.
/// </summary>
internal sealed class MethodTable
{
    private const int NameLengthMax = 64;

    /// <summary>Name, and the method and path of the REST endpoint.</summary>
    private static readonly (string Name, string Method, string Path)[] Shared =
    [
        ("ping", "GET", "ping"),
        ("time", "GET", "time"),
        ("exchangeInfo", "GET", "exchangeInfo"),
        ("executionRules", "GET", "executionRules"),
        ("depth", "GET", "depth"),
        ("trades.recent", "GET", "trades"),
        ("trades.historical", "GET", "historicalTrades"),
        ("trades.aggregate", "GET", "aggTrades"),
        ("blockTrades.historical", "GET", "historicalBlockTrades"),
        ("klines", "GET", "klines"),
        ("uiKlines", "GET", "uiKlines"),
        ("avgPrice", "GET", "avgPrice"),
        ("ticker.24hr", "GET", "ticker/24hr"),
        ("ticker.tradingDay", "GET", "ticker/tradingDay"),
        ("ticker", "GET", "ticker"),
        ("ticker.price", "GET", "ticker/price"),
        ("ticker.book", "GET", "ticker/bookTicker"),
        ("referencePrice", "GET", "referencePrice"),
        ("referencePrice.calculation", "GET", "referencePrice/calculation"),
        ("order.place", "POST", "order"),
        ("order.test", "POST", "order/test"),
        ("order.status", "GET", "order"),
        ("order.cancel", "DELETE", "order"),
        ("order.cancelReplace", "POST", "order/cancelReplace"),
        ("order.amend.keepPriority", "PUT", "order/amend/keepPriority"),
        ("order.amendments", "GET", "order/amendments"),
        ("openOrders.status", "GET", "openOrders"),
        ("openOrders.cancelAll", "DELETE", "openOrders"),
        ("allOrders", "GET", "allOrders"),
        ("orderList.place", "POST", "order/oco"),
        ("orderList.place.oco", "POST", "orderList/oco"),
        ("orderList.place.oto", "POST", "orderList/oto"),
        ("orderList.place.otoco", "POST", "orderList/otoco"),
        ("orderList.place.opo", "POST", "orderList/opo"),
        ("orderList.place.opoco", "POST", "orderList/opoco"),
        ("orderList.status", "GET", "orderList"),
        ("orderList.cancel", "DELETE", "orderList"),
        ("openOrderLists.status", "GET", "openOrderList"),
        ("allOrderLists", "GET", "allOrderList"),
        ("sor.order.place", "POST", "sor/order"),
        ("sor.order.test", "POST", "sor/order/test"),
        ("account.status", "GET", "account"),
        ("account.commission", "GET", "account/commission"),
        ("account.rateLimits.orders", "GET", "rateLimit/order"),
        ("myTrades", "GET", "myTrades"),
        ("myPreventedMatches", "GET", "myPreventedMatches"),
        ("myAllocations", "GET", "myAllocations"),
        ("myFilters", "GET", "myFilters"),
    ];

    /// <summary>Retired on 2026-02-20; there when listen keys are switched on.</summary>
    private static readonly (string Name, string Method, string Path)[] ListenKeys =
    [
        ("userDataStream.start", "POST", "userDataStream"),
        ("userDataStream.ping", "PUT", "userDataStream"),
        ("userDataStream.stop", "DELETE", "userDataStream"),
    ];

    private static readonly ApiMethod Unknown = new("", new ApiEndpoint("", "", EndpointSecurity.None, _ => 1, Refuse));

    private readonly FrozenDictionary<string, ApiMethod>.AlternateLookup<ReadOnlySpan<char>> _byName;

    /// <param name="hasListenKeys">Whether the endpoints of listen keys are.</param>
    public MethodTable(EndpointTable endpoints, bool hasListenKeys = false)
    {
        All =
        [
            .. (hasListenKeys ? [.. Shared, .. ListenKeys] : Shared).Select(row => new ApiMethod(
                row.Name, Find(endpoints, row.Method, "/api/v3/" + row.Path), Places(row.Name))),
            // The dead man's switch, an extension of this venue.
            new ApiMethod("cancelAllAfter", Find(endpoints, "POST", "/bourse/v1/cancelAllAfter")),
            .. SessionMethods.All,
            .. UserDataMethods.All,
        ];
        _byName = All.ToFrozenDictionary(method => method.Name, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyList<ApiMethod> All { get; }

    /// <summary>A method by its name, with or without "v3/" before it; one that refuses when there is none.</summary>
    public ApiMethod Find(ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("v3/"u8)) name = name[3..];
        Span<char> text = stackalloc char[NameLengthMax];
        if (name.Length > NameLengthMax || !Encoding.UTF8.TryGetChars(name, text, out int length)) return Unknown;
        return _byName.TryGetValue(text[..length], out ApiMethod? method) ? method : Unknown;
    }

    private static ValueTask Refuse(ApiRequest request)
    {
        request.Fail(ApiErrors.UnknownPath);
        return default;
    }

    private static ApiEndpoint Find(EndpointTable endpoints, string method, string path) =>
        endpoints.Find(method, path, out _) ?? throw new InvalidOperationException($"{method} {path} is not mapped.");

    private static bool Places(string name) =>
        name is "order.place" or "order.cancelReplace" || name.StartsWith("orderList.place", StringComparison.Ordinal);
}
