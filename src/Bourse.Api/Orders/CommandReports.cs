using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// Finds the caller's reports among those of a command. A command's events hold the other sides' reports too: what is
/// answered is always found by an order id or list id of the caller.
/// </summary>
internal static class CommandReports
{
    /// <summary>Index of the first report of an order; -1 when there is none.</summary>
    public static int First(ReadOnlySpan<ExecutionReport> reports, long orderId)
    {
        for (int i = 0; i < reports.Length; i++)
        {
            if (reports[i].Order.OrderId == orderId) return i;
        }
        return -1;
    }

    /// <summary>Index of the last report of an order: how it stands after the command; -1 when there is none.</summary>
    public static int Last(ReadOnlySpan<ExecutionReport> reports, long orderId)
    {
        for (int i = reports.Length - 1; i >= 0; i--)
        {
            if (reports[i].Order.OrderId == orderId) return i;
        }
        return -1;
    }

    /// <summary>Index of the last event of an order list of the account; -1 when there is none.</summary>
    public static int LastList(ReadOnlySpan<ListEvent> lists, long orderListId)
    {
        for (int i = lists.Length - 1; i >= 0; i--)
        {
            if (lists[i].List.OrderListId == orderListId) return i;
        }
        return -1;
    }

    /// <summary>Whether the command placed this order.</summary>
    public static bool IsNew(ReadOnlySpan<ExecutionReport> reports, long orderId)
    {
        int first = First(reports, orderId);
        return first >= 0 && reports[first].ExecutionType == ExecutionType.New;
    }

    /// <summary>Whether this is the end of an order of the account by a cancel.</summary>
    public static bool IsCancel(in ExecutionReport report, int accountId) =>
        report.ExecutionType == ExecutionType.Canceled && report.Order.AccountId == accountId;
}
