using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Trades, prevented matches, amendments and transfers as rows and back.</summary>
internal static class TradeRows
{
    public const string Columns =
        "trade_key, aggregate_trade_id, price, quantity, quote, buyer_order_id, seller_order_id, buyer_commission, "
        + "seller_commission, buyer_order_list_id, seller_order_list_id, time_us, buyer_account_id, seller_account_id, buyer_is_maker";

    public const string MatchColumns =
        "prevented_match_id, taker_order_id, maker_order_id, price, taker_prevented_quantity, maker_prevented_quantity, time_us, "
        + "symbol_id, taker_account_id, maker_account_id, trade_group_id, taker_side, mode";

    public const string AmendmentColumns =
        "order_id, execution_id, quantity_before, quantity, time_us, account_id, symbol_id, client_order_id_before, client_order_id";

    public const string TransferColumns = "sequence, amount, reference, time_us, number, account_id, asset_id, cause";

    public static void Write(RowWriter to, in TradeRecord record)
    {
        ref readonly TradeEvent trade = ref record.Trade;
        to.Long(TradeKey.Of(trade.SymbolId, trade.TradeId)).Long(trade.AggregateTradeId).Long(trade.Price).Long(trade.Quantity)
            .Long(trade.Quote).Long(trade.BuyerOrderId).Long(trade.SellerOrderId).Long(trade.BuyerCommission)
            .Long(trade.SellerCommission).Long(record.BuyerOrderListId).Long(record.SellerOrderListId).Long(trade.TimeUs)
            .Int(trade.BuyerAccountId).Int(trade.SellerAccountId).Flag(trade.BuyerIsMaker);
    }

    public static TradeRecord Read(NpgsqlDataReader from) => new()
    {
        Trade = new TradeEvent
        {
            SymbolId = TradeKey.SymbolOf(from.GetInt64(0)),
            TradeId = TradeKey.TradeOf(from.GetInt64(0)),
            AggregateTradeId = from.GetInt64(1),
            Price = from.GetInt64(2),
            Quantity = from.GetInt64(3),
            Quote = from.GetInt64(4),
            BuyerOrderId = from.GetInt64(5),
            SellerOrderId = from.GetInt64(6),
            BuyerCommission = from.GetInt64(7),
            SellerCommission = from.GetInt64(8),
            TimeUs = from.GetInt64(11),
            BuyerAccountId = from.GetInt32(12),
            SellerAccountId = from.GetInt32(13),
            BuyerIsMaker = from.GetBoolean(14),
        },
        BuyerOrderListId = from.GetInt64(9),
        SellerOrderListId = from.GetInt64(10),
    };

    public static void WriteMatch(RowWriter to, in PreventedMatchEvent match) => to
        .Long(match.PreventedMatchId).Long(match.TakerOrderId).Long(match.MakerOrderId).Long(match.Price)
        .Long(match.TakerPreventedQuantity).Long(match.MakerPreventedQuantity).Long(match.TimeUs).Int(match.SymbolId)
        .Int(match.TakerAccountId).Int(match.MakerAccountId).Int(match.TradeGroupId).Short((int)match.TakerSide)
        .Short((int)match.Mode);

    public static PreventedMatchEvent ReadMatch(NpgsqlDataReader from) => new()
    {
        PreventedMatchId = from.GetInt64(0),
        TakerOrderId = from.GetInt64(1),
        MakerOrderId = from.GetInt64(2),
        Price = from.GetInt64(3),
        TakerPreventedQuantity = from.GetInt64(4),
        MakerPreventedQuantity = from.GetInt64(5),
        TimeUs = from.GetInt64(6),
        SymbolId = from.GetInt32(7),
        TakerAccountId = from.GetInt32(8),
        MakerAccountId = from.GetInt32(9),
        TradeGroupId = from.GetInt32(10),
        TakerSide = (Side)from.GetInt16(11),
        Mode = (SelfTradePreventionMode)from.GetInt16(12),
    };

    public static void WriteAmendment(RowWriter to, in AmendmentRecord amendment) => to
        .Long(amendment.OrderId).Long(amendment.ExecutionId).Long(amendment.QuantityBefore).Long(amendment.Quantity)
        .Long(amendment.TimeUs).Int(amendment.AccountId).Int(amendment.SymbolId).Id(amendment.ClientOrderIdBefore)
        .Id(amendment.ClientOrderId);

    public static AmendmentRecord ReadAmendment(NpgsqlDataReader from) => new()
    {
        OrderId = from.GetInt64(0),
        ExecutionId = from.GetInt64(1),
        QuantityBefore = from.GetInt64(2),
        Quantity = from.GetInt64(3),
        TimeUs = from.GetInt64(4),
        AccountId = from.GetInt32(5),
        SymbolId = from.GetInt32(6),
        ClientOrderIdBefore = ClientId.From(from.GetString(7)),
        ClientOrderId = ClientId.From(from.GetString(8)),
    };

    public static void WriteTransfer(RowWriter to, in TransferRecord transfer) => to
        .Long(transfer.Sequence).Long(transfer.Amount).Long(transfer.Reference).Long(transfer.TimeUs).Int(transfer.Index)
        .Int(transfer.AccountId).Int(transfer.AssetId).Short((int)transfer.Cause);

    public static TransferRecord ReadTransfer(NpgsqlDataReader from) => new()
    {
        Sequence = from.GetInt64(0),
        Amount = from.GetInt64(1),
        Reference = from.GetInt64(2),
        TimeUs = from.GetInt64(3),
        Index = from.GetInt32(4),
        AccountId = from.GetInt32(5),
        AssetId = from.GetInt32(6),
        Cause = (BalanceCause)from.GetInt16(7),
    };
}
