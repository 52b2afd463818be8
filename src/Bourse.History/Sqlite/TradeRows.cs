using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Sqlite;

/// <summary>Trades, prevented matches, amendments and transfers as rows and back.</summary>
internal static class TradeRows
{
    public const string Columns =
        "trade_key, aggregate_trade_id, price, quantity, quote, buyer_order_id, seller_order_id, buyer_account_id, "
        + "seller_account_id, buyer_commission, seller_commission, time_us, buyer_is_maker, buyer_order_list_id, "
        + "seller_order_list_id";

    public const string Insert = $"INSERT INTO trade({Columns}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string MatchColumns =
        "symbol_id, prevented_match_id, taker_order_id, maker_order_id, taker_account_id, maker_account_id, "
        + "trade_group_id, taker_side, mode, price, taker_prevented_quantity, maker_prevented_quantity, time_us";

    public const string InsertMatch = $"INSERT INTO prevented_match({MatchColumns}) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string AmendmentColumns =
        "order_id, execution_id, account_id, symbol_id, quantity_before, quantity, time_us, client_order_id_before, "
        + "client_order_id";

    public const string InsertAmendment = $"INSERT INTO amendment({AmendmentColumns}) VALUES(?,?,?,?,?,?,?,?,?)";

    public const string TransferColumns = "sequence, number, account_id, asset_id, cause, amount, reference, time_us";

    public const string InsertTransfer = $"INSERT INTO transfer({TransferColumns}) VALUES(?,?,?,?,?,?,?,?)";

    public static void Bind(SqliteStatement to, in TradeRecord record)
    {
        ref readonly TradeEvent trade = ref record.Trade;
        to.Bind(
            TradeKey.Of(trade.SymbolId, trade.TradeId), trade.AggregateTradeId, trade.Price, trade.Quantity,
            trade.Quote, trade.BuyerOrderId, trade.SellerOrderId, trade.BuyerAccountId, trade.SellerAccountId,
            trade.BuyerCommission, trade.SellerCommission, trade.TimeUs, trade.BuyerIsMaker ? 1 : 0,
            record.BuyerOrderListId, record.SellerOrderListId);
    }

    public static TradeRecord Read(SqliteStatement from) => new()
    {
        Trade = new TradeEvent
        {
            SymbolId = TradeKey.SymbolOf(from.Long(0)),
            TradeId = TradeKey.TradeOf(from.Long(0)),
            AggregateTradeId = from.Long(1),
            Price = from.Long(2),
            Quantity = from.Long(3),
            Quote = from.Long(4),
            BuyerOrderId = from.Long(5),
            SellerOrderId = from.Long(6),
            BuyerAccountId = (int)from.Long(7),
            SellerAccountId = (int)from.Long(8),
            BuyerCommission = from.Long(9),
            SellerCommission = from.Long(10),
            TimeUs = from.Long(11),
            BuyerIsMaker = from.Long(12) != 0,
        },
        BuyerOrderListId = from.Long(13),
        SellerOrderListId = from.Long(14),
    };

    public static void Bind(SqliteStatement to, in PreventedMatchEvent match) => to.Bind(
        match.SymbolId, match.PreventedMatchId, match.TakerOrderId, match.MakerOrderId, match.TakerAccountId,
        match.MakerAccountId, match.TradeGroupId, (long)match.TakerSide, (long)match.Mode, match.Price,
        match.TakerPreventedQuantity, match.MakerPreventedQuantity, match.TimeUs);

    public static PreventedMatchEvent ReadMatch(SqliteStatement from) => new()
    {
        SymbolId = (int)from.Long(0),
        PreventedMatchId = from.Long(1),
        TakerOrderId = from.Long(2),
        MakerOrderId = from.Long(3),
        TakerAccountId = (int)from.Long(4),
        MakerAccountId = (int)from.Long(5),
        TradeGroupId = (int)from.Long(6),
        TakerSide = (Side)from.Long(7),
        Mode = (SelfTradePreventionMode)from.Long(8),
        Price = from.Long(9),
        TakerPreventedQuantity = from.Long(10),
        MakerPreventedQuantity = from.Long(11),
        TimeUs = from.Long(12),
    };

    public static void Bind(SqliteStatement to, in AmendmentRecord amendment)
    {
        to.Bind(
            amendment.OrderId, amendment.ExecutionId, amendment.AccountId, amendment.SymbolId, amendment.QuantityBefore,
            amendment.Quantity, amendment.TimeUs);
        to.BindText(8, ClientId.Utf8(amendment.ClientOrderIdBefore));
        to.BindText(9, ClientId.Utf8(amendment.ClientOrderId));
    }

    public static AmendmentRecord ReadAmendment(SqliteStatement from) => new()
    {
        OrderId = from.Long(0),
        ExecutionId = from.Long(1),
        AccountId = (int)from.Long(2),
        SymbolId = (int)from.Long(3),
        QuantityBefore = from.Long(4),
        Quantity = from.Long(5),
        TimeUs = from.Long(6),
        ClientOrderIdBefore = OrderRows.Id(from, 7),
        ClientOrderId = OrderRows.Id(from, 8),
    };

    public static void Bind(SqliteStatement to, in TransferRecord transfer) => to.Bind(
        transfer.Sequence, transfer.Index, transfer.AccountId, transfer.AssetId, (long)transfer.Cause, transfer.Amount,
        transfer.Reference, transfer.TimeUs);

    public static TransferRecord ReadTransfer(SqliteStatement from) => new()
    {
        Sequence = from.Long(0),
        Index = (int)from.Long(1),
        AccountId = (int)from.Long(2),
        AssetId = (int)from.Long(3),
        Cause = (BalanceCause)from.Long(4),
        Amount = from.Long(5),
        Reference = from.Long(6),
        TimeUs = from.Long(7),
    };
}
