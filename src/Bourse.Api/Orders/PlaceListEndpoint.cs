using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>POST /api/v3/orderList/oco, /oto, /otoco and the deprecated /api/v3/order/oco.</summary>
internal static class PlaceListEndpoint
{
    public static ValueTask HandleOco(ApiRequest request) => Handle(request, ListParser.ReadOco);

    public static ValueTask HandleOldOco(ApiRequest request) => Handle(request, OldOcoParser.Read);

    public static ValueTask HandleOto(ApiRequest request) => Handle(request, ListParser.ReadOto);

    public static ValueTask HandleOtoco(ApiRequest request) => Handle(request, ListParser.ReadOtoco);

    private static ValueTask Handle(ApiRequest request, Func<ApiRequest, PlaceOrderList> read)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        PlaceOrderList command = read(request);
        command.SymbolId = symbol.Id;
        command.ListClientOrderId = ClientOrderIds.Or(request.Parameters.ClientId("listClientOrderId"u8));
        ResponseForm form = OrderParser.ReadForm(request, ResponseForm.Result);
        if (!OrderSubmission.TryBegin(request, out command.Context)) return default;
        int orders = command.Kind == ListKind.Otoco ? 3 : 2;
        return Answer(request, request.Services.Replica.SubmitAsync(in command), form, orders);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(
        ApiRequest request, ValueTask<CommandResult> submission, ResponseForm form, int orders)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        RejectReason reason = result.Outcome.Reason;
        if (reason == RejectReason.TooManyOrders) request.Fail(OrderCounts.TooMany(request, orders));
        else if (reason != RejectReason.None) request.Fail(RejectErrors.OfNew(reason));
        else Write(request, result, form);
    }

    private static void Write(ApiRequest request, CommandResult result, ResponseForm form)
    {
        ref readonly OrderListFields list = ref result.Lists[0].List;
        Invariant.Check(list.OrderListId == result.Outcome.Id);
        JsonPen json = request.Json;
        OrderListJson.Start(json, request.Services.Catalog, in list, result.Outcome.TimeUs);
        json.ArrayStart("orderReports"u8);
        WriteOrder(request, result, form, list.FirstOrderId, isWorking: list.Kind != ListKind.Oco);
        WriteOrder(request, result, form, list.SecondOrderId, isWorking: false);
        if (list.OrderCount == 3) WriteOrder(request, result, form, list.ThirdOrderId, isWorking: false);
        json.ArrayEnd();
        json.ObjectEnd();
        OrderCounts.Tell(request);
    }

    /// <summary>
    /// A working order is told as it stands after the command, a pending one as it was placed (rest-api.md, OTO: even
    /// when the working order is filled at once, the response shows the pending one as PENDING_NEW).
    /// </summary>
    private static void WriteOrder(
        ApiRequest request, CommandResult result, ResponseForm form, long orderId, bool isWorking)
    {
        int index = isWorking
            ? CommandReports.Last(result.Reports, orderId)
            : CommandReports.First(result.Reports, orderId);
        Invariant.Check(index >= 0);
        OrderJson.Placed(request.Json, request.Services.Catalog, in result.Reports[index], result, form);
    }
}
