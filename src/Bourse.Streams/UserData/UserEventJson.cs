using System.Runtime.InteropServices;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Streams.Events;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Streams.UserData;

/// <summary>
/// An account's event as user-data-stream.md has it, with its <see cref="StreamPosition"/> as a last field of our
/// own. Times are the venue's, so every node writes the same bytes.
/// </summary>
internal static class UserEventJson
{
    public static void Write(JsonPen json, ReferenceCatalog catalog, EventRecord record)
    {
        ref readonly EventHeader header = ref record.Header;
        json.ObjectStart();
        switch (header.Kind)
        {
            case UserEventKind.Report:
                ref readonly ExecutionReport report = ref record.As<ExecutionReport>();
                ReportJson.Write(json, catalog, in report, header.TimeUs);
                ReportJson.WriteExpiry(json, in report.Order);
                break;
            case UserEventKind.PreventedReport:
                ref readonly PreventedReport prevented = ref record.As<PreventedReport>();
                ReportJson.Write(json, catalog, in prevented.Report, header.TimeUs);
                ReportJson.WritePrevented(json, catalog, in prevented);
                ReportJson.WriteExpiry(json, in prevented.Report.Order);
                break;
            case UserEventKind.List:
                ListStatus(json, catalog, in record.As<ListEvent>(), header.TimeUs);
                break;
            case UserEventKind.BalanceUpdate:
                BalanceUpdate(json, catalog, in record.As<BalanceEvent>(), header.TimeUs);
                break;
            case UserEventKind.Position:
                Position(json, catalog, MemoryMarshal.Cast<byte, AssetBalance>(record.Payload), header.TimeUs);
                break;
        }
        json.Position(header.Position);
        json.ObjectEnd();
    }

    /// <summary>The last event of a subscription; it is no event of the account, so it has no position.</summary>
    public static void WriteTerminated(JsonPen json, long timeUs, string? listenKey)
    {
        json.ObjectStart();
        json.Text("e"u8, listenKey is null ? "eventStreamTerminated"u8 : "listenKeyExpired"u8);
        json.Time("E"u8, timeUs);
        if (listenKey is not null) json.Text("listenKey"u8, listenKey);
        json.ObjectEnd();
    }

    private static void Position(
        JsonPen json, ReferenceCatalog catalog, ReadOnlySpan<AssetBalance> balances, long timeUs)
    {
        json.Text("e"u8, "outboundAccountPosition"u8);
        json.Time("E"u8, timeUs);
        json.Time("u"u8, timeUs);
        json.ArrayStart("B"u8);
        foreach (ref readonly AssetBalance balance in balances)
        {
            json.ObjectStart();
            json.Text("a"u8, catalog.AssetName((int)balance.AssetId));
            json.Amount("f"u8, balance.Free);
            json.Amount("l"u8, balance.Locked);
            json.ObjectEnd();
        }
        json.ArrayEnd();
    }

    private static void BalanceUpdate(JsonPen json, ReferenceCatalog catalog, in BalanceEvent change, long timeUs)
    {
        json.Text("e"u8, "balanceUpdate"u8);
        json.Time("E"u8, timeUs);
        json.Text("a"u8, catalog.AssetName(change.AssetId));
        json.Amount("d"u8, change.FreeDelta);
        json.Time("T"u8, timeUs);
    }

    private static void ListStatus(JsonPen json, ReferenceCatalog catalog, in ListEvent told, long timeUs)
    {
        ref readonly OrderListFields list = ref told.List;
        string symbol = catalog.Symbol(list.SymbolId).Name;
        json.Text("e"u8, "listStatus"u8);
        json.Time("E"u8, timeUs);
        json.Text("s"u8, symbol);
        json.Number("g"u8, list.OrderListId);
        json.Text("c"u8, OrderWords.Of(list.Kind));
        json.Text("l"u8, OrderWords.Of(told.StatusType));
        json.Text("L"u8, OrderWords.Of(list.OrderStatus));
        json.Text("r"u8, ReportWords.Of(told.RejectReason));
        json.Text("C"u8, ClientId.Utf8(in list.ListClientOrderId));
        json.Time("T"u8, timeUs);
        json.ArrayStart("O"u8);
        ListOrder(json, symbol, list.FirstOrderId, in list.FirstClientOrderId);
        ListOrder(json, symbol, list.SecondOrderId, in list.SecondClientOrderId);
        if (list.OrderCount > 2) ListOrder(json, symbol, list.ThirdOrderId, in list.ThirdClientOrderId);
        json.ArrayEnd();
    }

    private static void ListOrder(JsonPen json, string symbol, long orderId, in ClientId clientOrderId)
    {
        json.ObjectStart();
        json.Text("s"u8, symbol);
        json.Number("i"u8, orderId);
        json.Text("c"u8, ClientId.Utf8(in clientOrderId));
        json.ObjectEnd();
    }
}
