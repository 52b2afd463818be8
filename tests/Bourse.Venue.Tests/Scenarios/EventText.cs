using System.Text.RegularExpressions;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>
/// Events as scenarios write them: "a1 NEW", "a1 TRADE 1 @ 100 FILLED", "a1 EXPIRED (InsufficientLiquidity)",
/// "a1 TRADE_PREVENTION 3 EXPIRED_IN_MATCH", "list l1 ALL_DONE". Ledger and level events are asked for otherwise.
/// </summary>
public static partial class EventText
{
    public static string? Of(object each) => each switch
    {
        ExecutionReport report => Of(in report),
        ListEvent list => $"list {list.List.ListClientOrderId} {Upper(list.StatusType)}",
        _ => null,
    };

    public static string Upper(Enum value) => WordStart().Replace(value.ToString(), "_$1").ToUpperInvariant();

    private static string Of(in ExecutionReport report)
    {
        ref readonly OrderFields order = ref report.Order;
        string status = Upper(order.Status);
        string what = report.ExecutionType switch
        {
            ExecutionType.Trade => $"TRADE {AmountText.Of(report.LastQuantity)} @ {AmountText.Of(report.LastPrice)} {status}",
            ExecutionType.TradePrevention => $"TRADE_PREVENTION {AmountText.Of(report.LastPreventedQuantity)} {status}",
            ExecutionType.Replaced => $"REPLACED {AmountText.Of(report.QuantityBefore)} by {AmountText.Of(order.Quantity)}",
            ExecutionType.Expired => $"EXPIRED ({Why(in report)})",
            ExecutionType.New when order.Status == OrderStatus.PendingNew => "PENDING_NEW",
            _ => Upper(report.ExecutionType),
        };
        return $"{order.ClientOrderId} {what}";
    }

    private static string Why(in ExecutionReport report) => report.RejectReason == RejectReason.None
        ? report.Order.ExpiryReason.ToString()
        : $"{report.Order.ExpiryReason}: {report.RejectReason}";

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();
}
