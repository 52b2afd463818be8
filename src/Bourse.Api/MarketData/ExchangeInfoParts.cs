using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>The parts of exchangeInfo as JSON, as of one table of reference data.</summary>
internal sealed class ExchangeInfoParts
{
    private const int MinuteSeconds = 60;

    private readonly byte[][] _symbols;
    private readonly byte[][] _symbolsWithoutPermissions;

    public ExchangeInfoParts(ReferenceTables tables, LimitOptions limits)
    {
        using var pen = new JsonPen();
        Tables = tables;
        RateLimits = Made(pen, (tables.Settings, limits), static (pen, state) =>
            WriteRateLimits(pen, state.Settings, state.limits));
        Filters = Made(pen, tables.Settings, SymbolFiltersJson.Write);
        _symbols = [.. tables.Symbols.Select(symbol => Made(pen, tables, symbol, showPermissionSets: true))];
        _symbolsWithoutPermissions =
            [.. tables.Symbols.Select(symbol => Made(pen, tables, symbol, showPermissionSets: false))];
    }

    public ReferenceTables Tables { get; }

    public byte[] RateLimits { get; }

    public byte[] Filters { get; }

    public ReadOnlySpan<byte> Symbol(int symbolId, bool showPermissionSets) =>
        (showPermissionSets ? _symbols : _symbolsWithoutPermissions)[symbolId - 1];

    private static byte[] Made(JsonPen pen, ReferenceTables tables, SymbolSpec symbol, bool showPermissionSets) =>
        Made(pen, (tables, symbol, showPermissionSets), static (pen, state) =>
            SymbolJson.Write(pen, state.tables, state.symbol, state.showPermissionSets));

    private static byte[] Made<TState>(JsonPen pen, TState state, Action<JsonPen, TState> write)
    {
        pen.Clear();
        write(pen, state);
        return pen.Written.ToArray();
    }

    /// <summary>enums.md, "Rate limiters": weight and requests of an address, orders of an account.</summary>
    private static void WriteRateLimits(JsonPen pen, VenueSettings settings, LimitOptions limits)
    {
        pen.ArrayStart();
        WriteRateLimit(pen, "REQUEST_WEIGHT"u8, MinuteSeconds, limits.WeightPerMinute);
        foreach (OrderRateLimit limit in settings.OrderRateLimits)
            WriteRateLimit(pen, "ORDERS"u8, limit.IntervalSeconds, limit.Limit);
        WriteRateLimit(pen, "RAW_REQUESTS"u8, 5 * MinuteSeconds, limits.RequestsPerFiveMinutes);
        pen.ArrayEnd();
    }

    private static void WriteRateLimit(JsonPen pen, ReadOnlySpan<byte> type, int seconds, int limit)
    {
        if (limit > 0) RateLimitJson.Write(pen, type, seconds, limit);
    }
}
