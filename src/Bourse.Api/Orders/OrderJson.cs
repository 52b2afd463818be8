using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// An order in the forms that the API has for it, each in the order of keys of the specification's examples.
/// </summary>
public static class OrderJson
{
    /// <summary>As GET /api/v3/order shows it: stopPrice and icebergQty always present.</summary>
    public static void Queried(JsonPen json, ReferenceCatalog catalog, in OrderFields order)
    {
        QueriedHead(json, catalog, in order);
        json.Time("workingTime"u8, order.WorkingTimeUs);
        json.Amount("origQuoteOrderQty"u8, order.QuoteOrderQuantity);
        QueriedTail(json, in order);
    }

    /// <summary>As GET /api/v3/openOrders and /allOrders show it, which have two keys the other way round.</summary>
    public static void Listed(JsonPen json, ReferenceCatalog catalog, in OrderFields order)
    {
        QueriedHead(json, catalog, in order);
        json.Amount("origQuoteOrderQty"u8, order.QuoteOrderQuantity);
        json.Time("workingTime"u8, order.WorkingTimeUs);
        QueriedTail(json, in order);
    }

    /// <summary>Answer to a new order. Only the order's own fills are told, never those of the other side.</summary>
    internal static void Placed(
        JsonPen json, ReferenceCatalog catalog, in ExecutionReport last, CommandResult result, ResponseForm form)
    {
        ref readonly OrderFields order = ref last.Order;
        PlacedHead(json, catalog, in order, result.Outcome.TimeUs);
        if (form != ResponseForm.Ack)
        {
            PlacedMiddle(json, in order);
            PlacedTail(json, in order, result);
            if (form == ResponseForm.Full) Fills(json, catalog, in order, result);
        }
        json.ObjectEnd();
    }

    /// <summary>The new order within a cancel-replace, whose example has the fills before the last keys.</summary>
    internal static void Replacement(
        JsonPen json, ReferenceCatalog catalog, in ExecutionReport last, CommandResult result, ResponseForm form)
    {
        ref readonly OrderFields order = ref last.Order;
        PlacedHead(json, catalog, in order, result.Outcome.TimeUs);
        if (form != ResponseForm.Ack)
        {
            PlacedMiddle(json, in order);
            if (form == ResponseForm.Full) Fills(json, catalog, in order, result);
            PlacedTail(json, in order, result);
        }
        json.ObjectEnd();
    }

    /// <summary>Answer to a cancel: clientOrderId is the cancel's own id, origClientOrderId the order's.</summary>
    internal static void Canceled(JsonPen json, ReferenceCatalog catalog, in ExecutionReport report, long timeUs)
    {
        ref readonly OrderFields order = ref report.Order;
        ClientId own = report.OtherClientOrderId.IsEmpty ? order.ClientOrderId : report.OtherClientOrderId;
        json.ObjectStart();
        json.Text("symbol"u8, catalog.Symbol(order.SymbolId).Name);
        json.Text("origClientOrderId"u8, ClientId.Utf8(in order.ClientOrderId));
        json.Number("orderId"u8, order.OrderId);
        json.Number("orderListId"u8, order.OrderListId);
        json.Text("clientOrderId"u8, ClientId.Utf8(in own));
        json.Time("transactTime"u8, timeUs);
        Result(json, in order);
        if (order.IcebergQuantity > 0) json.Amount("icebergQty"u8, order.IcebergQuantity);
        QueriedTail(json, in order);
    }

    /// <summary>amendedOrder of PUT /api/v3/order/amend/keepPriority, which names some amounts otherwise.</summary>
    internal static void Amended(JsonPen json, ReferenceCatalog catalog, in ExecutionReport report)
    {
        ref readonly OrderFields order = ref report.Order;
        ClientId before = report.OtherClientOrderId.IsEmpty ? order.ClientOrderId : report.OtherClientOrderId;
        json.ObjectStart("amendedOrder"u8);
        json.Text("symbol"u8, catalog.Symbol(order.SymbolId).Name);
        json.Number("orderId"u8, order.OrderId);
        json.Number("orderListId"u8, order.OrderListId);
        json.Text("origClientOrderId"u8, ClientId.Utf8(in before));
        json.Text("clientOrderId"u8, ClientId.Utf8(in order.ClientOrderId));
        json.Amount("price"u8, order.Price);
        json.Amount("qty"u8, order.Quantity);
        json.Amount("executedQty"u8, order.ExecutedQuantity);
        json.Amount("preventedQty"u8, order.PreventedQuantity);
        json.Amount("quoteOrderQty"u8, order.QuoteOrderQuantity);
        json.Amount("cumulativeQuoteQty"u8, order.CumulativeQuote);
        Kind(json, in order);
        Trigger(json, in order);
        if (order.IcebergQuantity > 0) json.Amount("icebergQty"u8, order.IcebergQuantity);
        Strategy(json, in order);
        if (order.WorkingTimeUs >= 0) json.Time("workingTime"u8, order.WorkingTimeUs);
        json.Text("selfTradePreventionMode"u8, OrderWords.Of(order.SelfTradePrevention));
        json.ObjectEnd();
    }

    private static void PlacedHead(JsonPen json, ReferenceCatalog catalog, in OrderFields order, long timeUs)
    {
        json.ObjectStart();
        json.Text("symbol"u8, catalog.Symbol(order.SymbolId).Name);
        json.Number("orderId"u8, order.OrderId);
        json.Number("orderListId"u8, order.OrderListId);
        json.Text("clientOrderId"u8, ClientId.Utf8(in order.ClientOrderId));
        json.Time("transactTime"u8, timeUs);
    }

    private static void PlacedMiddle(JsonPen json, in OrderFields order)
    {
        Result(json, in order);
        json.Time("workingTime"u8, order.WorkingTimeUs);
        if (order.IcebergQuantity > 0) json.Amount("icebergQty"u8, order.IcebergQuantity);
    }

    private static void Result(JsonPen json, in OrderFields order)
    {
        json.Amount("price"u8, order.Price);
        json.Amount("origQty"u8, order.Quantity);
        json.Amount("executedQty"u8, order.ExecutedQuantity);
        json.Amount("origQuoteOrderQty"u8, order.QuoteOrderQuantity);
        json.Amount("cummulativeQuoteQty"u8, order.CumulativeQuote);
        Kind(json, in order);
        Trigger(json, in order);
    }

    /// <summary>
    /// A new order's prevented matches are told in an array of their own (faqs/stp_faq.md, scenario D).
    /// </summary>
    private static void PlacedTail(JsonPen json, in OrderFields order, CommandResult result)
    {
        Strategy(json, in order);
        json.Text("selfTradePreventionMode"u8, OrderWords.Of(order.SelfTradePrevention));
        int tradeGroupId = TradeGroup(in order, result);
        if (tradeGroupId >= 0) json.Number("tradeGroupId"u8, tradeGroupId);
        if (order.PreventedQuantity > 0) json.Amount("preventedQuantity"u8, order.PreventedQuantity);
        Expiry(json, in order);
    }

    /// <summary>
    /// The group within which the order's first self-trade was prevented; -1 when none was, or in no group.
    /// </summary>
    private static int TradeGroup(in OrderFields order, CommandResult result)
    {
        foreach (ref readonly PreventedMatchEvent match in result.PreventedMatches)
        {
            if (match.TakerOrderId == order.OrderId) return match.TradeGroupId;
        }
        return -1;
    }

    private static void QueriedHead(JsonPen json, ReferenceCatalog catalog, in OrderFields order)
    {
        json.ObjectStart();
        json.Text("symbol"u8, catalog.Symbol(order.SymbolId).Name);
        json.Number("orderId"u8, order.OrderId);
        json.Number("orderListId"u8, order.OrderListId);
        json.Text("clientOrderId"u8, ClientId.Utf8(in order.ClientOrderId));
        json.Amount("price"u8, order.Price);
        json.Amount("origQty"u8, order.Quantity);
        json.Amount("executedQty"u8, order.ExecutedQuantity);
        json.Amount("cummulativeQuoteQty"u8, order.CumulativeQuote);
        Kind(json, in order);
        json.Amount("stopPrice"u8, order.StopPrice);
        Trailing(json, in order);
        json.Amount("icebergQty"u8, order.IcebergQuantity);
        json.Time("time"u8, order.TimeUs);
        json.Time("updateTime"u8, order.UpdateTimeUs);
        json.Flag("isWorking"u8, order.IsWorking);
    }

    private static void QueriedTail(JsonPen json, in OrderFields order)
    {
        Strategy(json, in order);
        json.Text("selfTradePreventionMode"u8, OrderWords.Of(order.SelfTradePrevention));
        Prevention(json, in order);
        Expiry(json, in order);
        json.ObjectEnd();
    }

    private static void Kind(JsonPen json, in OrderFields order)
    {
        json.Text("status"u8, OrderWords.Of(order.Status));
        json.Text("timeInForce"u8, OrderWords.Of(order.TimeInForce));
        json.Text("type"u8, OrderWords.Of(order.Type));
        json.Text("side"u8, OrderWords.Of(order.Side));
    }

    private static void Trigger(JsonPen json, in OrderFields order)
    {
        bool isStop = order.Type is >= OrderType.StopLoss and <= OrderType.TakeProfitLimit;
        if (isStop) json.Amount("stopPrice"u8, order.StopPrice);
        Trailing(json, in order);
    }

    private static void Trailing(JsonPen json, in OrderFields order)
    {
        if (order.TrailingDelta == 0) return;
        json.Number("trailingDelta"u8, order.TrailingDelta);
        json.Time("trailingTime"u8, order.TrailingTimeUs);
    }

    private static void Strategy(JsonPen json, in OrderFields order)
    {
        if (order.HasStrategyId) json.Number("strategyId"u8, order.StrategyId);
        if (order.StrategyType != 0) json.Number("strategyType"u8, order.StrategyType);
    }

    private static void Prevention(JsonPen json, in OrderFields order)
    {
        if (order.PreventedQuantity == 0) return;
        json.Number("preventedMatchId"u8, order.PreventedMatchId);
        json.Amount("preventedQuantity"u8, order.PreventedQuantity);
    }

    private static void Expiry(JsonPen json, in OrderFields order)
    {
        if (order.ExpiryReason != ExpiryReason.None) json.Text("expiryReason"u8, OrderWords.Of(order.ExpiryReason));
    }

    private static void Fills(JsonPen json, ReferenceCatalog catalog, in OrderFields order, CommandResult result)
    {
        json.ArrayStart("fills"u8);
        foreach (ref readonly ExecutionReport report in result.Reports)
        {
            if (report.Order.OrderId != order.OrderId || report.ExecutionType != ExecutionType.Trade) continue;
            json.ObjectStart();
            json.Amount("price"u8, report.LastPrice);
            json.Amount("qty"u8, report.LastQuantity);
            json.Amount("commission"u8, report.Commission);
            json.Text("commissionAsset"u8, catalog.AssetName(CommissionAsset(catalog, in report)));
            json.Number("tradeId"u8, report.TradeId);
            json.ObjectEnd();
        }
        json.ArrayEnd();
        PreventedMatches(json, in order, result);
    }

    /// <summary>A commission of 0 names the asset that it would have been taken in: what the fill brought.</summary>
    private static int CommissionAsset(ReferenceCatalog catalog, in ExecutionReport report)
    {
        if (report.CommissionAssetId != 0) return report.CommissionAssetId;
        Venue.Reference.SymbolSpec symbol = catalog.Symbol(report.Order.SymbolId);
        return report.Order.Side == Side.Buy ? symbol.BaseAssetId : symbol.QuoteAssetId;
    }

    /// <summary>faqs/stp_faq.md, scenarios A to F: what the incoming order's self-trade prevention did.</summary>
    private static void PreventedMatches(JsonPen json, in OrderFields order, CommandResult result)
    {
        bool isOpen = false;
        foreach (ref readonly PreventedMatchEvent match in result.PreventedMatches)
        {
            if (match.TakerOrderId != order.OrderId) continue;
            if (!isOpen) json.ArrayStart("preventedMatches"u8);
            isOpen = true;
            json.ObjectStart();
            json.Number("preventedMatchId"u8, match.PreventedMatchId);
            json.Number("makerOrderId"u8, match.MakerOrderId);
            json.Amount("price"u8, match.Price);
            if (match.TakerPreventedQuantity > 0) json.Amount("takerPreventedQuantity"u8, match.TakerPreventedQuantity);
            if (match.MakerPreventedQuantity > 0) json.Amount("makerPreventedQuantity"u8, match.MakerPreventedQuantity);
            json.ObjectEnd();
        }
        if (isOpen) json.ArrayEnd();
    }
}
