using Bourse.Venue.Events;
using Bourse.Venue.Lists;

namespace Bourse.Venue.Orders;

/// <summary>Writes execution reports and list events.</summary>
internal sealed class ReportWriter(VenueState state)
{
    /// <summary>A report of what just happened to an order; the caller fills in what the type adds.</summary>
    public ref ExecutionReport Write(OpenOrder order, ExecutionType type)
    {
        ref ExecutionReport report = ref state.Events.AddReport();
        report.Order = order.Fields;
        report.ExecutionId = ++state.LastExecutionId;
        report.TradeId = -1;
        report.CounterOrderId = -1;
        report.LastPrice = 0;
        report.LastQuantity = 0;
        report.LastQuote = 0;
        report.Commission = 0;
        report.LastPreventedQuantity = 0;
        report.PreventedExecutionQuantity = 0;
        report.QuantityBefore = 0;
        report.OtherClientOrderId = default;
        report.CommissionAssetId = 0;
        report.CounterAccountId = 0;
        report.RejectReason = RejectReason.None;
        report.ExecutionType = type;
        report.IsMaker = false;
        return ref report;
    }

    public void Write(OpenList list, ListStatusType status)
    {
        if (status != ListStatusType.Updated) list.Fields.StatusType = status;
        list.Fields.OrderStatus =
            status == ListStatusType.AllDone ? ListOrderStatus.AllDone : ListOrderStatus.Executing;
        ref ListEvent told = ref state.Events.AddList();
        told.List = list.Fields;
        told.RejectReason = RejectReason.None;
        told.StatusType = status;
    }
}
