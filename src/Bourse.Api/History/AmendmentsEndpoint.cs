using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.History.Records;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/order/amendments: what was changed of an order, oldest first.</summary>
internal static class AmendmentsEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        long orderId = request.Parameters.Number("orderId"u8);
        request.Parameters.TryNumber("fromExecutionId"u8, out long fromId);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (!AccountReads.TryBegin(request) || symbol is null) return;

        await OpenState.WaitAsync(request);
        List<AmendmentRecord> amendments = await request.Services.History.AmendmentsAsync(orderId, fromId, limit);
        request.Json.ArrayStart();
        foreach (AmendmentRecord amendment in amendments)
            if (amendment.AccountId == request.AccountId && amendment.SymbolId == symbol.Id)
                Write(request.Json, symbol, in amendment);
        request.Json.ArrayEnd();
    }

    private static void Write(JsonPen json, SymbolSpec symbol, in AmendmentRecord amendment)
    {
        json.ObjectStart();
        json.Text("symbol"u8, symbol.Name);
        json.Number("orderId"u8, amendment.OrderId);
        json.Number("executionId"u8, amendment.ExecutionId);
        json.Text("origClientOrderId"u8, ClientId.Utf8(in amendment.ClientOrderIdBefore));
        json.Text("newClientOrderId"u8, ClientId.Utf8(in amendment.ClientOrderId));
        json.Amount("origQty"u8, amendment.QuantityBefore);
        json.Amount("newQty"u8, amendment.Quantity);
        json.Time("time"u8, amendment.TimeUs);
        json.ObjectEnd();
    }
}
