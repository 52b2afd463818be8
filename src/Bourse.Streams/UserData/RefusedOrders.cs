using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Streams.UserData;

/// <summary>
/// Orders that the venue refused where the specification has a report for it (user-data-stream.md, "Order Reject
/// Reason"): for one of the four reasons that only the book and the balances can know, and the new order of a
/// cancel-replace whose cancel was done (enums.md, "Execution types"). The venue has no event for them, so what they
/// were is read from the entry's commands. They have no id and no time of creation.
/// </summary>
internal static class RefusedOrders
{
    private const long NoId = -1;

    public static bool Concerns(in Outcome outcome) => outcome.Command switch
    {
        CommandType.PlaceOrder or CommandType.PlaceOrderList => IsOfTheBook(outcome.Reason),
        CommandType.CancelReplaceOrder => outcome is { PlaceAttempted: true, Reason: not RejectReason.None }
            && (IsOfTheBook(outcome.Reason) || outcome is { CancelAttempted: true, CancelReason: RejectReason.None }),
        _ => false,
    };

    /// <summary>Tells the account of a command, which <see cref="Concerns"/>, that its order was refused.</summary>
    public static void Tell(in CommandReader command, in Outcome outcome, VenueView view, EntrySplitter into)
    {
        ExecutionReport report = default;
        report.ExecutionId = NoId;
        report.TradeId = NoId;
        report.CounterOrderId = NoId;
        report.ExecutionType = ExecutionType.Rejected;
        report.RejectReason = outcome.Reason;
        switch (outcome.Command)
        {
            case CommandType.PlaceOrder:
                ref readonly PlaceOrder place = ref command.BodyAs<PlaceOrder>();
                Tell(ref report, in place.Context, view.Symbol(place.SymbolId), in place.Order, outcome.TimeUs, into);
                break;
            case CommandType.CancelReplaceOrder:
                ref readonly CancelReplaceOrder replace = ref command.BodyAs<CancelReplaceOrder>();
                SymbolSpec? symbol = view.Symbol(replace.SymbolId);
                Tell(ref report, in replace.Context, symbol, in replace.Order, outcome.TimeUs, into);
                break;
            case CommandType.PlaceOrderList:
                Tell(ref report, in command.BodyAs<PlaceOrderList>(), view, outcome.TimeUs, into);
                break;
        }
    }

    private static bool IsOfTheBook(RejectReason reason) => reason is RejectReason.InsufficientBalance
        or RejectReason.WouldTriggerImmediately or RejectReason.WouldMatchImmediately or RejectReason.ListPricesWrong;

    private static void Tell(
        ref ExecutionReport report, in PlaceOrderList list, VenueView view, long timeUs, EntrySplitter into)
    {
        SymbolSpec? symbol = view.Symbol(list.SymbolId);
        var told = new ListEvent { RejectReason = report.RejectReason, StatusType = ListStatusType.Response };
        told.List = new OrderListFields
        {
            OrderListId = NoId,
            FirstOrderId = NoId,
            SecondOrderId = NoId,
            ThirdOrderId = NoId,
            TimeUs = timeUs,
            ListClientOrderId = list.ListClientOrderId,
            FirstClientOrderId = list.First.ClientOrderId,
            SecondClientOrderId = list.Second.ClientOrderId,
            ThirdClientOrderId = list.Third.ClientOrderId,
            SymbolId = list.SymbolId,
            AccountId = list.Context.AccountId,
            Kind = list.Kind,
            StatusType = ListStatusType.Response,
            OrderStatus = ListOrderStatus.Reject,
        };
        into.Tell(in told);
        Tell(ref report, in list.Context, symbol, in list.First, timeUs, into);
        Tell(ref report, in list.Context, symbol, in list.Second, timeUs, into);
        if (list.Kind == ListKind.Otoco) Tell(ref report, in list.Context, symbol, in list.Third, timeUs, into);
    }

    private static void Tell(
        ref ExecutionReport report, in CommandContext context, SymbolSpec? symbol, in OrderParameters order,
        long timeUs, EntrySplitter into)
    {
        Invariant.Check(symbol is not null);
        report.Order = new OrderFields
        {
            OrderId = NoId,
            OrderListId = NoId,
            Price = order.Price,
            Quantity = order.Quantity,
            QuoteOrderQuantity = order.QuoteOrderQuantity,
            StopPrice = order.StopPrice,
            IcebergQuantity = order.IcebergQuantity,
            PreventedMatchId = NoId,
            HasStrategyId = (order.Given & GivenParameters.HasStrategyId) != 0,
            StrategyId = order.StrategyId,
            TimeUs = -1,
            UpdateTimeUs = timeUs,
            WorkingTimeUs = -1,
            TrailingTimeUs = -1,
            ClientOrderId = order.ClientOrderId,
            SymbolId = symbol.Id,
            AccountId = context.AccountId,
            KeyId = context.KeyId,
            TrailingDelta = order.TrailingDelta,
            StrategyType = order.StrategyType,
            Side = order.Side,
            Type = order.Type,
            TimeInForce = order.TimeInForce,
            SelfTradePrevention = order.SelfTradePrevention == SelfTradePreventionMode.SymbolDefault
                ? symbol.DefaultSelfTradePrevention
                : order.SelfTradePrevention,
            Status = OrderStatus.Rejected,
        };
        into.Tell(in report);
    }
}
