using Bourse.Api.Http;
using Bourse.Replica;
using Bourse.Venue.Events;

namespace Bourse.Api.Orders;

/// <summary>What a cancel did: an order, or the whole list that it stood in.</summary>
internal static class CancelJson
{
    /// <summary>The canceled order, or its list: canceling one order of a list cancels all of it.</summary>
    public static void Order(ApiRequest request, CommandResult result, in ExecutionReport report)
    {
        int list = report.Order.OrderListId < 0 ? -1 : CommandReports.LastList(result.Lists, report.Order.OrderListId);
        if (list < 0) OrderJson.Canceled(request.Json, request.Services.Catalog, in report, result.Outcome.TimeUs);
        else List(request, result, in result.Lists[list]);
    }

    public static void List(ApiRequest request, CommandResult result, in ListEvent list)
    {
        JsonPen json = request.Json;
        OrderListJson.Start(json, request.Services.Catalog, in list.List, result.Outcome.TimeUs);
        json.ArrayStart("orderReports"u8);
        foreach (ref readonly ExecutionReport report in result.Reports)
        {
            if (report.Order.OrderListId != list.List.OrderListId) continue;
            if (!CommandReports.IsCancel(in report, request.AccountId)) continue;
            OrderJson.Canceled(json, request.Services.Catalog, in report, result.Outcome.TimeUs);
        }
        json.ArrayEnd();
        json.ObjectEnd();
    }

    /// <summary>Every canceled order, and every canceled list at the place of its first order.</summary>
    public static void All(ApiRequest request, CommandResult result)
    {
        request.Json.ArrayStart();
        long listWritten = -1;
        foreach (ref readonly ExecutionReport report in result.Reports)
        {
            if (!CommandReports.IsCancel(in report, request.AccountId)) continue;
            long list = report.Order.OrderListId;
            if (list >= 0 && list == listWritten) continue;
            listWritten = list;
            Order(request, result, in report);
        }
        request.Json.ArrayEnd();
    }
}
