using Bourse.Api.Http;

namespace Bourse.Api.History;

/// <summary>The endpoints that are answered from history, those about orders from memory too (rest-api.md).</summary>
public static class HistoryEndpoints
{
    /// <summary>Rows of a page when the request does not say.</summary>
    internal const int LimitDefault = 500;

    internal const int LimitMax = 1000;

    public static void MapHistory(this EndpointTable table)
    {
        table.GetSigned("/api/v3/order", 4, QueryOrderEndpoint.HandleAsync);
        table.GetSigned("/api/v3/allOrders", 20, AllOrdersEndpoint.HandleAsync);
        table.GetSigned("/api/v3/orderList", 4, QueryListEndpoint.HandleAsync);
        table.GetSigned("/api/v3/allOrderList", 20, AllListsEndpoint.HandleAsync);
        table.GetSigned("/api/v3/myTrades", MyTradesEndpoint.Weight, MyTradesEndpoint.HandleAsync);
        table.GetSigned(
            "/api/v3/myPreventedMatches", PreventedMatchesEndpoint.Weight, PreventedMatchesEndpoint.HandleAsync);
        table.GetSigned("/api/v3/order/amendments", 4, AmendmentsEndpoint.HandleAsync);
        table.Get("/api/v3/historicalTrades", 25, PublicTradesEndpoints.HistoricalAsync);
        table.Get("/api/v3/aggTrades", 4, PublicTradesEndpoints.AggregateAsync);
        table.Get("/api/v3/klines", 2, KlinesEndpoint.HandleAsync);
        table.Get("/api/v3/uiKlines", 2, KlinesEndpoint.HandleAsync);
    }
}
