using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.History;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/myPreventedMatches: by the match's id, or those of an order.</summary>
internal static class PreventedMatchesEndpoint
{
    public static int Weight(ApiRequest request)
    {
        bool isKnown = request.Parameters.TryText("symbol"u8, out ReadOnlySpan<byte> name)
            && request.Services.Catalog.Symbol(name) is not null;
        return isKnown && request.Parameters.Has("orderId"u8) ? 20 : 2;
    }

    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        bool byId = request.Parameters.TryNumber("preventedMatchId"u8, out long id);
        bool byOrder = request.Parameters.TryNumber("orderId"u8, out long orderId);
        bool hasFrom = request.Parameters.TryNumber("fromPreventedMatchId"u8, out long fromId);
        bool hasLimit = request.Parameters.Has("limit"u8);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (byId == byOrder || (hasFrom && !byOrder) || (hasLimit && !hasFrom)) request.Fail(ApiErrors.BadCombination);
        if (!AccountReads.TryBegin(request) || symbol is null) return;

        await OpenState.WaitAsync(request);
        HistoryQueries history = request.Services.History;
        List<PreventedMatchEvent> matches = byOrder
            ? await history.PreventedMatchesAsync(symbol.Id, orderId, fromId, limit)
            : await history.PreventedMatchAsync(symbol.Id, id) is { } one ? [one] : [];
        request.Json.ArrayStart();
        foreach (PreventedMatchEvent match in matches)
            if (IsOf(in match, request.AccountId)) Write(request.Json, symbol, in match);
        request.Json.ArrayEnd();
    }

    private static bool IsOf(in PreventedMatchEvent match, int accountId) =>
        match.TakerAccountId == accountId || match.MakerAccountId == accountId;

    /// <summary>faqs/stp_faq.md: each quantity appears when the mode took it.</summary>
    private static void Write(JsonPen json, SymbolSpec symbol, in PreventedMatchEvent match)
    {
        json.ObjectStart();
        json.Text("symbol"u8, symbol.Name);
        json.Number("preventedMatchId"u8, match.PreventedMatchId);
        json.Number("takerOrderId"u8, match.TakerOrderId);
        json.Text("makerSymbol"u8, symbol.Name);
        json.Number("makerOrderId"u8, match.MakerOrderId);
        json.Number("tradeGroupId"u8, match.TradeGroupId);
        json.Text("selfTradePreventionMode"u8, OrderWords.Of(match.Mode));
        json.Amount("price"u8, match.Price);
        if (match.TakerPreventedQuantity > 0) json.Amount("takerPreventedQuantity"u8, match.TakerPreventedQuantity);
        if (match.MakerPreventedQuantity > 0) json.Amount("makerPreventedQuantity"u8, match.MakerPreventedQuantity);
        json.Time("transactTime"u8, match.TimeUs);
        json.ObjectEnd();
    }
}
