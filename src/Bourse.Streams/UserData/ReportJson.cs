using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Venue.Events;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Streams.UserData;

/// <summary>
/// The event executionReport (user-data-stream.md, "Order Update"): the fields of the example in its order, each
/// conditional one that the example lacks where earlier editions of the page had it, the others after it in the order
/// of the page's table. Neither smart order routing nor pegged orders exist here, so b, a, k, uS, gP, gOT, gOV and gp
/// never appear.
/// </summary>
internal static class ReportJson
{
    public static void Write(JsonPen json, ReferenceCatalog catalog, in ExecutionReport report, long timeUs)
    {
        ref readonly OrderFields order = ref report.Order;
        json.Text("e"u8, "executionReport"u8);
        json.Time("E"u8, timeUs);
        json.Text("s"u8, catalog.Symbol(order.SymbolId).Name);
        json.Text("c"u8, ClientId.Utf8(in OwnId(in report)));
        Terms(json, in order);
        json.Number("g"u8, order.OrderListId);
        json.Text("C"u8, OriginalId(in report));
        json.Text("x"u8, ReportWords.Of(report.ExecutionType));
        json.Text("X"u8, OrderWords.Of(order.Status));
        json.Text("r"u8, ReportWords.Of(report.RejectReason));
        json.Number("i"u8, order.OrderId);
        Fill(json, catalog, in report);
        json.Time("T"u8, timeUs);
        json.Number("t"u8, report.TradeId);
        if (order.PreventedQuantity > 0) json.Number("v"u8, order.PreventedMatchId);
        json.Number("I"u8, report.ExecutionId);
        json.Flag("w"u8, order.IsWorking && order.IsOpen);
        json.Flag("m"u8, report.IsMaker);
        json.Flag("M"u8, report.ExecutionType == ExecutionType.Trade);
        json.Time("O"u8, order.TimeUs);
        json.Amount("Z"u8, order.CumulativeQuote);
        json.Amount("Y"u8, report.LastQuote);
        json.Amount("Q"u8, order.QuoteOrderQuantity);
        Conditional(json, in order);
    }

    /// <summary>
    /// What only a prevented match has; l, L and Y are 0 in it, and pl, pL and pY what they would have been.
    /// </summary>
    public static void WritePrevented(JsonPen json, ReferenceCatalog catalog, in PreventedReport prevented)
    {
        ref readonly ExecutionReport report = ref prevented.Report;
        json.Amount("B"u8, report.LastPreventedQuantity);
        if (prevented.TradeGroupId >= 0) json.Number("u"u8, prevented.TradeGroupId);
        json.Number("U"u8, report.CounterOrderId);
        json.Text("Cs"u8, catalog.Symbol(report.Order.SymbolId).Name);
        json.Amount("pl"u8, report.PreventedExecutionQuantity);
        json.Amount("pL"u8, prevented.Price);
        FixedPoint.TryMultiplyDown(prevented.Price, report.PreventedExecutionQuantity, out long quote);
        json.Amount("pY"u8, quote);
    }

    public static void WriteExpiry(JsonPen json, in OrderFields order)
    {
        if (order.ExpiryReason != ExpiryReason.None) json.Text("eR"u8, OrderWords.Of(order.ExpiryReason));
    }

    private static void Terms(JsonPen json, in OrderFields order)
    {
        json.Text("S"u8, OrderWords.Of(order.Side));
        json.Text("o"u8, OrderWords.Of(order.Type));
        json.Text("f"u8, OrderWords.Of(order.TimeInForce));
        json.Amount("q"u8, order.Quantity);
        json.Amount("p"u8, order.Price);
        json.Amount("P"u8, order.StopPrice);
        if (order.TrailingDelta != 0) json.Number("d"u8, order.TrailingDelta);
        json.Amount("F"u8, order.IcebergQuantity);
    }

    private static void Fill(JsonPen json, ReferenceCatalog catalog, in ExecutionReport report)
    {
        json.Amount("l"u8, report.LastQuantity);
        json.Amount("z"u8, report.Order.ExecutedQuantity);
        json.Amount("L"u8, report.LastPrice);
        if (report.ExecutionType == ExecutionType.Trade)
        {
            json.Amount("n"u8, report.Commission);
            json.Text("N"u8, catalog.AssetName(CommissionAsset(catalog, in report)));
            return;
        }
        json.Text("n"u8, "0"u8);
        json.Null("N"u8);
    }

    private static void Conditional(JsonPen json, in OrderFields order)
    {
        if (order.TrailingTimeUs >= 0) json.Time("D"u8, order.TrailingTimeUs);
        if (order.HasStrategyId) json.Number("j"u8, order.StrategyId);
        if (order.StrategyType != 0) json.Number("J"u8, order.StrategyType);
        if (order.WorkingTimeUs >= 0) json.Time("W"u8, order.WorkingTimeUs);
        json.Text("V"u8, OrderWords.Of(order.SelfTradePrevention));
        if (order.PreventedQuantity > 0) json.Amount("A"u8, order.PreventedQuantity);
    }

    /// <summary>A cancel's own id when it has one; after an amendment the order's new one.</summary>
    private static ref readonly ClientId OwnId(in ExecutionReport report)
    {
        bool isCancel = report.ExecutionType == ExecutionType.Canceled && !report.OtherClientOrderId.IsEmpty;
        if (isCancel) return ref report.OtherClientOrderId;
        return ref report.Order.ClientOrderId;
    }

    /// <summary>The id of the order that was canceled, or the one it had before it was amended.</summary>
    private static ReadOnlySpan<byte> OriginalId(in ExecutionReport report) => report.ExecutionType switch
    {
        ExecutionType.Canceled => ClientId.Utf8(in report.Order.ClientOrderId),
        ExecutionType.Replaced => ClientId.Utf8(in report.OtherClientOrderId),
        _ => [],
    };

    /// <summary>A commission of 0 names the asset that it would have been taken in: what the fill brought.</summary>
    private static int CommissionAsset(ReferenceCatalog catalog, in ExecutionReport report)
    {
        if (report.CommissionAssetId != 0) return report.CommissionAssetId;
        SymbolSpec symbol = catalog.Symbol(report.Order.SymbolId);
        return report.Order.Side == Side.Buy ? symbol.BaseAssetId : symbol.QuoteAssetId;
    }
}
