using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>An order list as the API shows it.</summary>
public static class OrderListJson
{
    /// <summary>As GET /api/v3/orderList, /allOrderList and /openOrderList show it.</summary>
    public static void Queried(JsonPen json, ReferenceCatalog catalog, in OrderListFields list)
    {
        Start(json, catalog, in list, list.TimeUs);
        json.ObjectEnd();
    }

    /// <summary>All but the end of the object, so that orderReports can follow.</summary>
    internal static void Start(JsonPen json, ReferenceCatalog catalog, in OrderListFields list, long timeUs)
    {
        json.ObjectStart();
        json.Number("orderListId"u8, list.OrderListId);
        json.Text("contingencyType"u8, OrderWords.Of(list.Kind));
        json.Text("listStatusType"u8, OrderWords.Of(list.StatusType));
        json.Text("listOrderStatus"u8, OrderWords.Of(list.OrderStatus));
        json.Text("listClientOrderId"u8, ClientId.Utf8(in list.ListClientOrderId));
        json.Time("transactionTime"u8, timeUs);
        Orders(json, catalog, in list);
    }

    /// <summary>listStatus of an amendment: without a status type and a time.</summary>
    internal static void Amended(JsonPen json, ReferenceCatalog catalog, in OrderListFields list)
    {
        json.ObjectStart("listStatus"u8);
        json.Number("orderListId"u8, list.OrderListId);
        json.Text("contingencyType"u8, OrderWords.Of(list.Kind));
        json.Text("listOrderStatus"u8, OrderWords.Of(list.OrderStatus));
        json.Text("listClientOrderId"u8, ClientId.Utf8(in list.ListClientOrderId));
        Orders(json, catalog, in list);
        json.ObjectEnd();
    }

    private static void Orders(JsonPen json, ReferenceCatalog catalog, in OrderListFields list)
    {
        string symbol = catalog.Symbol(list.SymbolId).Name;
        json.Text("symbol"u8, symbol);
        json.ArrayStart("orders"u8);
        Order(json, symbol, list.FirstOrderId, in list.FirstClientOrderId);
        Order(json, symbol, list.SecondOrderId, in list.SecondClientOrderId);
        if (list.OrderCount == 3) Order(json, symbol, list.ThirdOrderId, in list.ThirdClientOrderId);
        json.ArrayEnd();
    }

    private static void Order(JsonPen json, string symbol, long orderId, in ClientId clientOrderId)
    {
        json.ObjectStart();
        json.Text("symbol"u8, symbol);
        json.Number("orderId"u8, orderId);
        json.Text("clientOrderId"u8, ClientId.Utf8(in clientOrderId));
        json.ObjectEnd();
    }
}
