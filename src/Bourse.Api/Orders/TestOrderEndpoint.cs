using Bourse.Api.Account;
using Bourse.Api.Http;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>POST /api/v3/order/test: every check of a new order, and nothing in the log.</summary>
internal static class TestOrderEndpoint
{
    public static int Weight(ApiRequest request) =>
        request.Parameters.Flag("computeCommissionRates"u8, false) ? 20 : 1;

    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        bool wantsRates = request.Parameters.Flag("computeCommissionRates"u8, false);
        OrderParameters order = OrderParser.Read(request, LegNames.Single);
        _ = OrderParser.ReadForm(request, ResponseForm.Ack);
        if (!OrderSubmission.TryBegin(request, out CommandContext context)) return default;

        var command = new PlaceOrder { Context = context, SymbolId = symbol.Id, Order = order };
        RejectReason reason = request.Services.Replica.Read(command, static (view, test) => view.Test(in test));
        if (reason == RejectReason.TooManyOrders) request.Fail(OrderCounts.TooMany(request, orders: 1));
        else if (reason != RejectReason.None) request.Fail(RejectErrors.OfNew(reason, order.Type));
        else Write(request, symbol, wantsRates);
        return default;
    }

    private static void Write(ApiRequest request, SymbolSpec symbol, bool wantsRates)
    {
        request.Json.ObjectStart();
        if (wantsRates) CommissionJson.ForOrder(request.Json, CommissionJson.Rates(request, symbol.Id));
        request.Json.ObjectEnd();
    }
}
