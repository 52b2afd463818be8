using Bourse.Venue.Orders;

namespace Bourse.History.Sqlite;

/// <summary>Closed orders and order lists as rows and back; the order of the columns stands here only.</summary>
internal static class OrderRows
{
    public const string Columns =
        "order_id, account_id, symbol_id, key_id, order_list_id, side, type, time_in_force, self_trade_prevention, "
        + "status, expiry_reason, is_working, amend_count, price, quantity, executed_quantity, cumulative_quote, "
        + "quote_order_quantity, stop_price, iceberg_quantity, prevented_quantity, prevented_match_id, trailing_delta, "
        + "trailing_time_us, "
        + "strategy_type, time_us, update_time_us, working_time_us, client_hash, client_order_id, strategy_id";

    public const string Insert =
        $"INSERT INTO closed_order({Columns}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string ListColumns =
        "order_list_id, account_id, symbol_id, kind, status_type, order_status, time_us, first_order_id, "
        + "second_order_id, third_order_id, list_client_order_id, first_client_order_id, second_client_order_id, "
        + "third_client_order_id";

    public const string InsertList = $"INSERT INTO order_list({ListColumns}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    private const int ClientIdColumn = 29;
    private const int StrategyIdColumn = 30;

    public static long Hash(in ClientId id) => unchecked((long)id.StableHash());

    public static void Bind(SqliteStatement to, in OrderFields order)
    {
        to.Bind(
            order.OrderId, order.AccountId, order.SymbolId, order.KeyId, order.OrderListId, (long)order.Side,
            (long)order.Type, (long)order.TimeInForce, (long)order.SelfTradePrevention, (long)order.Status,
            (long)order.ExpiryReason,
            order.IsWorking ? 1 : 0, order.AmendCount, order.Price, order.Quantity, order.ExecutedQuantity,
            order.CumulativeQuote, order.QuoteOrderQuantity, order.StopPrice, order.IcebergQuantity,
            order.PreventedQuantity, order.PreventedMatchId, order.TrailingDelta, order.TrailingTimeUs,
            order.StrategyType, order.TimeUs, order.UpdateTimeUs, order.WorkingTimeUs, Hash(order.ClientOrderId));
        to.BindText(ClientIdColumn + 1, ClientId.Utf8(order.ClientOrderId));
        if (order.HasStrategyId) to.BindAt(StrategyIdColumn + 1, order.StrategyId);
        else to.BindNull(StrategyIdColumn + 1);
    }

    public static OrderFields Read(SqliteStatement from) => new()
    {
        OrderId = from.Long(0),
        AccountId = (int)from.Long(1),
        SymbolId = (int)from.Long(2),
        KeyId = (int)from.Long(3),
        OrderListId = from.Long(4),
        Side = (Side)from.Long(5),
        Type = (OrderType)from.Long(6),
        TimeInForce = (TimeInForce)from.Long(7),
        SelfTradePrevention = (SelfTradePreventionMode)from.Long(8),
        Status = (OrderStatus)from.Long(9),
        ExpiryReason = (ExpiryReason)from.Long(10),
        IsWorking = from.Long(11) != 0,
        AmendCount = (byte)from.Long(12),
        Price = from.Long(13),
        Quantity = from.Long(14),
        ExecutedQuantity = from.Long(15),
        CumulativeQuote = from.Long(16),
        QuoteOrderQuantity = from.Long(17),
        StopPrice = from.Long(18),
        IcebergQuantity = from.Long(19),
        PreventedQuantity = from.Long(20),
        PreventedMatchId = from.Long(21),
        TrailingDelta = (int)from.Long(22),
        TrailingTimeUs = from.Long(23),
        StrategyType = (int)from.Long(24),
        TimeUs = from.Long(25),
        UpdateTimeUs = from.Long(26),
        WorkingTimeUs = from.Long(27),
        ClientOrderId = Id(from, ClientIdColumn),
        HasStrategyId = !from.IsNull(StrategyIdColumn),
        StrategyId = from.Long(StrategyIdColumn),
    };

    public static void Bind(SqliteStatement to, in OrderListFields list)
    {
        to.Bind(
            list.OrderListId, list.AccountId, list.SymbolId, (long)list.Kind, (long)list.StatusType,
            (long)list.OrderStatus, list.TimeUs, list.FirstOrderId, list.SecondOrderId, list.ThirdOrderId);
        to.BindText(11, ClientId.Utf8(list.ListClientOrderId));
        to.BindText(12, ClientId.Utf8(list.FirstClientOrderId));
        to.BindText(13, ClientId.Utf8(list.SecondClientOrderId));
        to.BindText(14, ClientId.Utf8(list.ThirdClientOrderId));
    }

    public static OrderListFields ReadList(SqliteStatement from) => new()
    {
        OrderListId = from.Long(0),
        AccountId = (int)from.Long(1),
        SymbolId = (int)from.Long(2),
        Kind = (ListKind)from.Long(3),
        StatusType = (ListStatusType)from.Long(4),
        OrderStatus = (ListOrderStatus)from.Long(5),
        TimeUs = from.Long(6),
        FirstOrderId = from.Long(7),
        SecondOrderId = from.Long(8),
        ThirdOrderId = from.Long(9),
        ListClientOrderId = Id(from, 10),
        FirstClientOrderId = Id(from, 11),
        SecondClientOrderId = Id(from, 12),
        ThirdClientOrderId = Id(from, 13),
    };

    public static ClientId Id(SqliteStatement from, int column) =>
        ClientId.TryCreate(from.Text(column), out ClientId id)
            ? id
            : throw new HistoryUnavailableException(
                "History holds a client order id that is none. Delete history.db: it is rebuilt from the log.");
}
