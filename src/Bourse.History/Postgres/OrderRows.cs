using Bourse.Venue.Orders;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Closed orders and order lists as rows and back; the order of the columns stands here only.</summary>
internal static class OrderRows
{
    public const string Columns =
        "order_id, order_list_id, price, quantity, executed_quantity, cumulative_quote, quote_order_quantity, stop_price, "
        + "iceberg_quantity, prevented_quantity, prevented_match_id, trailing_time_us, time_us, update_time_us, working_time_us, "
        + "strategy_id, account_id, symbol_id, key_id, trailing_delta, strategy_type, side, type, time_in_force, "
        + "self_trade_prevention, status, expiry_reason, amend_count, is_working, client_order_id";

    public const string ListColumns =
        "order_list_id, first_order_id, second_order_id, third_order_id, time_us, account_id, symbol_id, kind, status_type, "
        + "order_status, list_client_order_id, first_client_order_id, second_client_order_id, third_client_order_id";

    private const int StrategyIdColumn = 15;

    public static void Write(RowWriter to, in OrderFields order)
    {
        to.Long(order.OrderId).Long(order.OrderListId).Long(order.Price).Long(order.Quantity).Long(order.ExecutedQuantity)
            .Long(order.CumulativeQuote).Long(order.QuoteOrderQuantity).Long(order.StopPrice).Long(order.IcebergQuantity)
            .Long(order.PreventedQuantity).Long(order.PreventedMatchId).Long(order.TrailingTimeUs).Long(order.TimeUs)
            .Long(order.UpdateTimeUs).Long(order.WorkingTimeUs);
        if (order.HasStrategyId) to.Long(order.StrategyId);
        else to.Null();
        to.Int(order.AccountId).Int(order.SymbolId).Int(order.KeyId).Int(order.TrailingDelta).Int(order.StrategyType)
            .Short((int)order.Side).Short((int)order.Type).Short((int)order.TimeInForce).Short((int)order.SelfTradePrevention)
            .Short((int)order.Status).Short((int)order.ExpiryReason).Short(order.AmendCount).Flag(order.IsWorking)
            .Id(order.ClientOrderId);
    }

    public static OrderFields Read(NpgsqlDataReader from) => new()
    {
        OrderId = from.GetInt64(0),
        OrderListId = from.GetInt64(1),
        Price = from.GetInt64(2),
        Quantity = from.GetInt64(3),
        ExecutedQuantity = from.GetInt64(4),
        CumulativeQuote = from.GetInt64(5),
        QuoteOrderQuantity = from.GetInt64(6),
        StopPrice = from.GetInt64(7),
        IcebergQuantity = from.GetInt64(8),
        PreventedQuantity = from.GetInt64(9),
        PreventedMatchId = from.GetInt64(10),
        TrailingTimeUs = from.GetInt64(11),
        TimeUs = from.GetInt64(12),
        UpdateTimeUs = from.GetInt64(13),
        WorkingTimeUs = from.GetInt64(14),
        HasStrategyId = !from.IsDBNull(StrategyIdColumn),
        StrategyId = from.IsDBNull(StrategyIdColumn) ? 0 : from.GetInt64(StrategyIdColumn),
        AccountId = from.GetInt32(16),
        SymbolId = from.GetInt32(17),
        KeyId = from.GetInt32(18),
        TrailingDelta = from.GetInt32(19),
        StrategyType = from.GetInt32(20),
        Side = (Side)from.GetInt16(21),
        Type = (OrderType)from.GetInt16(22),
        TimeInForce = (TimeInForce)from.GetInt16(23),
        SelfTradePrevention = (SelfTradePreventionMode)from.GetInt16(24),
        Status = (OrderStatus)from.GetInt16(25),
        ExpiryReason = (ExpiryReason)from.GetInt16(26),
        AmendCount = (byte)from.GetInt16(27),
        IsWorking = from.GetBoolean(28),
        ClientOrderId = ClientId.From(from.GetString(29)),
    };

    public static void WriteList(RowWriter to, in OrderListFields list) => to
        .Long(list.OrderListId).Long(list.FirstOrderId).Long(list.SecondOrderId).Long(list.ThirdOrderId).Long(list.TimeUs)
        .Int(list.AccountId).Int(list.SymbolId).Short((int)list.Kind).Short((int)list.StatusType).Short((int)list.OrderStatus)
        .Id(list.ListClientOrderId).Id(list.FirstClientOrderId).Id(list.SecondClientOrderId).Id(list.ThirdClientOrderId);

    public static OrderListFields ReadList(NpgsqlDataReader from) => new()
    {
        OrderListId = from.GetInt64(0),
        FirstOrderId = from.GetInt64(1),
        SecondOrderId = from.GetInt64(2),
        ThirdOrderId = from.GetInt64(3),
        TimeUs = from.GetInt64(4),
        AccountId = from.GetInt32(5),
        SymbolId = from.GetInt32(6),
        Kind = (ListKind)from.GetInt16(7),
        StatusType = (ListStatusType)from.GetInt16(8),
        OrderStatus = (ListOrderStatus)from.GetInt16(9),
        ListClientOrderId = ClientId.From(from.GetString(10)),
        FirstClientOrderId = ClientId.From(from.GetString(11)),
        SecondClientOrderId = ClientId.From(from.GetString(12)),
        ThirdClientOrderId = ClientId.From(from.GetString(13)),
    };
}
