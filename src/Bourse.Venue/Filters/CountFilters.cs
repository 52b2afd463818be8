using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Filters;

/// <summary>
/// The MAX_NUM and EXCHANGE_MAX_NUM filters: what would be open with an order or list added. A limit of 0 is off.
/// </summary>
internal static class CountFilters
{
    /// <summary>Adds an order to what a command would open.</summary>
    public static void Add(ref Position opening, in OrderParameters order)
    {
        opening.Orders++;
        if (order.Type.IsStop()) opening.AlgoOrders++;
        if (order.IcebergQuantity != 0) opening.IcebergOrders++;
    }

    public static RejectReason Check(
        Account account, int symbolId, SymbolFilters filters, VenueSettings settings, in Position opening)
    {
        if (account.IsUnlimited) return RejectReason.None;
        RejectReason reason = CheckSymbol(account.Positions.Read(symbolId), in opening, filters);
        return reason != RejectReason.None ? reason : CheckExchange(in account.Total, in opening, settings);
    }

    private static RejectReason CheckSymbol(in Position open, in Position opening, SymbolFilters filters)
    {
        if (IsOver(open.OrderLists, opening.OrderLists, filters.OrderListsMax))
            return RejectReason.FilterMaxNumOrderLists;
        if (IsOver(open.Orders, opening.Orders, filters.OrdersMax)) return RejectReason.FilterMaxNumOrders;
        if (IsOver(open.AlgoOrders, opening.AlgoOrders, filters.AlgoOrdersMax))
            return RejectReason.FilterMaxNumAlgoOrders;
        return IsOver(open.IcebergOrders, opening.IcebergOrders, filters.IcebergOrdersMax)
            ? RejectReason.FilterMaxNumIcebergOrders
            : RejectReason.None;
    }

    private static RejectReason CheckExchange(in Position open, in Position opening, VenueSettings settings)
    {
        if (IsOver(open.Orders, opening.Orders, settings.OrdersMax)) return RejectReason.FilterExchangeMaxNumOrders;
        if (IsOver(open.AlgoOrders, opening.AlgoOrders, settings.AlgoOrdersMax))
            return RejectReason.FilterExchangeMaxNumAlgoOrders;
        if (IsOver(open.IcebergOrders, opening.IcebergOrders, settings.IcebergOrdersMax))
            return RejectReason.FilterExchangeMaxNumIcebergOrders;
        return IsOver(open.OrderLists, opening.OrderLists, settings.OrderListsMax)
            ? RejectReason.FilterExchangeMaxNumOrderLists
            : RejectReason.None;
    }

    /// <summary>What is open already does not count against a command that opens none of its kind.</summary>
    private static bool IsOver(int open, int opening, int limit) =>
        limit != 0 && opening != 0 && open + opening > limit;
}
