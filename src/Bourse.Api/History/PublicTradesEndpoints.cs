using Bourse.Api.Http;
using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/historicalTrades and GET /api/v3/aggTrades.</summary>
internal static class PublicTradesEndpoints
{
    public static async ValueTask HistoricalAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        long? fromId = request.Parameters.TryNumber("fromId"u8, out long id) ? id : null;
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (request.Failed || symbol is null) return;

        await OpenState.WaitAsync(request);
        List<TradeRecord> trades =
            await request.Services.History.TradesAsync(new TradeQuery(symbol.Id, fromId, null, null, limit));
        request.Json.ArrayStart();
        foreach (TradeRecord record in trades) Write(request.Json, in record.Trade);
        request.Json.ArrayEnd();
    }

    public static async ValueTask AggregateAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        long? fromId = request.Parameters.TryNumber("fromId"u8, out long id) ? id : null;
        TimeRange times = TimeRange.Read(request);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (fromId is not null && times.IsGiven) request.Fail(ApiErrors.BadCombination);
        if (request.Failed || symbol is null) return;

        await OpenState.WaitAsync(request);
        var query = new TradeQuery(symbol.Id, fromId, times.StartUs, times.EndUs, limit);
        List<AggregateTrade> trades = await request.Services.History.AggregateTradesAsync(query);
        request.Json.ArrayStart();
        foreach (AggregateTrade trade in trades) Write(request.Json, in trade);
        request.Json.ArrayEnd();
    }

    private static void Write(JsonPen json, in TradeEvent trade)
    {
        json.ObjectStart();
        json.Number("id"u8, trade.TradeId);
        json.Amount("price"u8, trade.Price);
        json.Amount("qty"u8, trade.Quantity);
        json.Amount("quoteQty"u8, trade.Quote);
        json.Time("time"u8, trade.TimeUs);
        json.Flag("isBuyerMaker"u8, trade.BuyerIsMaker);
        json.Flag("isBestMatch"u8, true);
        json.ObjectEnd();
    }

    private static void Write(JsonPen json, in AggregateTrade trade)
    {
        json.ObjectStart();
        json.Number("a"u8, trade.AggregateTradeId);
        json.Amount("p"u8, trade.Price);
        json.Amount("q"u8, trade.Quantity);
        json.Number("f"u8, trade.FirstTradeId);
        json.Number("l"u8, trade.LastTradeId);
        json.Time("T"u8, trade.TimeUs);
        json.Flag("m"u8, trade.BuyerIsMaker);
        json.Flag("M"u8, true);
        json.ObjectEnd();
    }
}
