using System.Buffers;
using Bourse.Api.Http;
using Bourse.MarketData.Trades;
using Bourse.Venue.Books;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>Depth of a book, its recent trades, its average price.</summary>
internal static class BookEndpoints
{
    private const int DepthDefault = 100;
    private const int DepthMax = 5000;
    private const int TradesDefault = 500;
    private const int TradesMax = 1000;

    /// <summary>rest-api.md, "Current average price": over the last five minutes.</summary>
    private const int AveragePriceMinutes = 5;

    public static void MapBooks(this EndpointTable table)
    {
        table.Get("/api/v3/depth", MarketDataWeights.Depth, Depth);
        table.Get("/api/v3/trades", 25, Trades);
        table.Get("/api/v3/avgPrice", 2, AveragePrice);
        table.Get("/api/v3/historicalBlockTrades", 25, BlockTrades);
    }

    private static ValueTask Depth(ApiRequest request)
    {
        int limit = request.Parameters.Limit(DepthDefault, DepthMax);
        SymbolStatusFilter status = SymbolStatusFilter.Read(request);
        SymbolSpec? symbol = request.Symbol();
        if (symbol is not null && !status.Allows(request.Services.Catalog.Tables.StatusOf(symbol)))
            request.Fail(ApiErrors.SymbolStatusMismatch);
        if (request.Failed || symbol is null) return default;

        var bids = new List<DepthLevel>(Math.Min(limit, DepthDefault));
        var asks = new List<DepthLevel>(Math.Min(limit, DepthDefault));
        long updateId = request.Services.MarketData.Depth(symbol.Id, limit, bids, asks);
        request.Json.ObjectStart();
        request.Json.Number("lastUpdateId"u8, updateId);
        WriteLevels(request.Json, "bids"u8, bids);
        WriteLevels(request.Json, "asks"u8, asks);
        request.Json.ObjectEnd();
        return default;
    }

    private static void WriteLevels(JsonPen pen, ReadOnlySpan<byte> name, List<DepthLevel> levels)
    {
        pen.ArrayStart(name);
        foreach (DepthLevel level in levels)
        {
            pen.ArrayStart();
            pen.Amount(level.Price);
            pen.Amount(level.Quantity);
            pen.ArrayEnd();
        }
        pen.ArrayEnd();
    }

    private static ValueTask Trades(ApiRequest request)
    {
        int limit = request.Parameters.Limit(TradesDefault, TradesMax);
        SymbolSpec? symbol = request.Symbol();
        if (request.Failed || symbol is null) return default;

        RecentTrade[] trades = ArrayPool<RecentTrade>.Shared.Rent(limit);
        int count = request.Services.MarketData.RecentTrades(symbol.Id, trades.AsSpan(0, limit));
        request.Json.ArrayStart();
        foreach (ref readonly RecentTrade trade in trades.AsSpan(0, count)) WriteTrade(request.Json, in trade);
        request.Json.ArrayEnd();
        ArrayPool<RecentTrade>.Shared.Return(trades);
        return default;
    }

    private static void WriteTrade(JsonPen pen, in RecentTrade trade)
    {
        pen.ObjectStart();
        pen.Number("id"u8, trade.TradeId);
        pen.Amount("price"u8, trade.Price);
        pen.Amount("qty"u8, trade.Quantity);
        pen.Amount("quoteQty"u8, trade.Quote);
        pen.Time("time"u8, trade.TimeUs);
        pen.Flag("isBuyerMaker"u8, trade.BuyerIsMaker);
        pen.Flag("isBestMatch"u8, true);
        pen.ObjectEnd();
    }

    /// <summary>The price is the one that the venue's filters use; closeTime is the last trade's.</summary>
    private static ValueTask AveragePrice(ApiRequest request)
    {
        if (request.Symbol() is not { } symbol) return default;
        long price = request.Services.Replica.Read(
            symbol.Id, static (view, symbolId) => view.AveragePrice(symbolId, AveragePriceMinutes));
        request.Json.ObjectStart();
        request.Json.Number("mins"u8, AveragePriceMinutes);
        request.Json.Amount("price"u8, price);
        request.Json.Time("closeTime"u8, request.Services.MarketData.LastTrade(symbol.Id).TimeUs);
        request.Json.ObjectEnd();
        return default;
    }

    /// <summary>Every trade of this venue goes through the book, so there are none.</summary>
    private static ValueTask BlockTrades(ApiRequest request)
    {
        request.Parameters.Limit(TradesDefault, TradesMax);
        request.Symbol();
        request.Parameters.Number("fromId"u8);
        if (request.Failed) return default;
        request.Json.ArrayStart();
        request.Json.ArrayEnd();
        return default;
    }
}
