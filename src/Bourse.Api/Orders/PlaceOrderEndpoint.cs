using System.Runtime.CompilerServices;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>POST /api/v3/order.</summary>
internal static class PlaceOrderEndpoint
{
    public static ValueTask Handle(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        if (symbol is null) return default;
        OrderParameters order = OrderParser.Read(request, LegNames.Single);
        ResponseForm form = OrderParser.ReadForm(request, OrderParser.DefaultForm(order.Type));
        if (!OrderSubmission.TryBegin(request, out CommandContext context)) return default;
        var command = new PlaceOrder { Context = context, SymbolId = symbol.Id, Order = order };
        return Answer(request, request.Services.Replica.SubmitAsync(in command), order.Type, form);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask Answer(
        ApiRequest request, ValueTask<CommandResult> submission, OrderType type, ResponseForm form)
    {
        using CommandResult result = await submission;
        request.Sequence = result.Sequence;
        RejectReason reason = result.Outcome.Reason;
        if (reason == RejectReason.TooManyOrders) request.Fail(OrderCounts.TooMany(request, orders: 1));
        else if (reason != RejectReason.None) request.Fail(RejectErrors.OfNew(reason, type));
        else Write(request, result, form);
    }

    private static void Write(ApiRequest request, CommandResult result, ResponseForm form)
    {
        int last = CommandReports.Last(result.Reports, result.Outcome.Id);
        Invariant.Check(last >= 0);
        OrderJson.Placed(request.Json, request.Services.Catalog, in result.Reports[last], result, form);
        OrderCounts.Tell(request);
    }
}
