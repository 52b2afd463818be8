using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.History.Queries;
using Bourse.History.Records;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/myTrades, in the seven combinations of parameters that the specification allows.</summary>
internal static class MyTradesEndpoint
{
    public static int Weight(ApiRequest request) => request.Parameters.Has("orderId"u8) ? 5 : 20;

    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        long? orderId = request.Parameters.TryNumber("orderId"u8, out long order) ? order : null;
        long? fromId = request.Parameters.TryNumber("fromId"u8, out long from) ? from : null;
        TimeRange times = TimeRange.ReadDay(request);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (times.IsGiven && (orderId is not null || fromId is not null)) request.Fail(ApiErrors.BadCombination);
        if (!AccountReads.TryBegin(request) || symbol is null) return;

        await OpenState.WaitAsync(request);
        var query = new TradeQuery(symbol.Id, fromId, times.StartUs, times.EndUs, limit);
        List<TradeRecord> trades = await request.Services.History.TradesAsync(request.AccountId, orderId, query);
        request.Json.ArrayStart();
        foreach (TradeRecord record in trades) Write(request, symbol, in record, orderId);
        request.Json.ArrayEnd();
    }

    /// <summary>Of a trade with oneself each side is told, unless one order was asked for.</summary>
    private static void Write(ApiRequest request, SymbolSpec symbol, in TradeRecord record, long? orderId)
    {
        bool isBuyer = record.Trade.BuyerAccountId == request.AccountId
            && (orderId is null || orderId == record.Trade.BuyerOrderId);
        bool isSeller = record.Trade.SellerAccountId == request.AccountId
            && (orderId is null || orderId == record.Trade.SellerOrderId);
        if (isBuyer) WriteSide(request, symbol, in record, isBuyer: true);
        if (isSeller) WriteSide(request, symbol, in record, isBuyer: false);
    }

    private static void WriteSide(ApiRequest request, SymbolSpec symbol, in TradeRecord record, bool isBuyer)
    {
        ref readonly TradeEvent trade = ref record.Trade;
        JsonPen json = request.Json;
        json.ObjectStart();
        json.Text("symbol"u8, symbol.Name);
        json.Number("id"u8, trade.TradeId);
        json.Number("orderId"u8, isBuyer ? trade.BuyerOrderId : trade.SellerOrderId);
        json.Number("orderListId"u8, isBuyer ? record.BuyerOrderListId : record.SellerOrderListId);
        json.Amount("price"u8, trade.Price);
        json.Amount("qty"u8, trade.Quantity);
        json.Amount("quoteQty"u8, trade.Quote);
        json.Amount("commission"u8, isBuyer ? trade.BuyerCommission : trade.SellerCommission);
        json.Text(
            "commissionAsset"u8,
            request.Services.Catalog.AssetName(isBuyer ? symbol.BaseAssetId : symbol.QuoteAssetId));
        json.Time("time"u8, trade.TimeUs);
        json.Flag("isBuyer"u8, isBuyer);
        json.Flag("isMaker"u8, trade.BuyerIsMaker == isBuyer);
        json.Flag("isBestMatch"u8, true);
        json.ObjectEnd();
    }
}
