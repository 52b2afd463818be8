using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Venue;
using Bourse.Venue.Reference;
using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Orders;

/// <summary>The account's unfilled order counts, as headers and as the error -1015.</summary>
internal static class OrderCounts
{
    /// <summary>The venue takes at most this many ORDERS limits.</summary>
    public const int LimitsMax = 4;

    /// <summary>X-MBX-ORDER-COUNT-10S and -1D, and whatever other intervals the venue has.</summary>
    public static void AddHeaders(ApiRequest request)
    {
        Counts counts = Read(request);
        IHeaderDictionary headers = request.Http.Response.Headers;
        for (int i = 0; i < counts.Limits.Count; i++)
            headers[HeaderName(counts.Limits[i].IntervalSeconds)] = HeaderNumbers.Of(counts.Of(i));
    }

    /// <summary>Which limit the order broke, in the words of -1015, and how long to wait.</summary>
    public static ApiError TooMany(ApiRequest request, int orders)
    {
        Counts counts = Read(request);
        for (int i = 0; i < counts.Limits.Count; i++)
        {
            OrderRateLimit limit = counts.Limits[i];
            if (counts.Of(i) + orders <= limit.Limit) continue;
            long windowUs = limit.IntervalSeconds * 1_000_000L;
            long leftUs = windowUs - request.ReceivedUs % windowUs;
            return ApiErrors.TooManyOrders(
                limit.Limit, ClockInterval.Of(limit.IntervalSeconds).ToString(), (int)((leftUs + 999_999) / 1_000_000));
        }
        return RejectErrors.OfNew(RejectReason.TooManyOrders);
    }

    public static Counts Read(ApiRequest request) => request.Services.Replica.Read(
        request.AccountId,
        static (view, accountId) =>
        {
            Span<int> counts = stackalloc int[LimitsMax];
            IReadOnlyList<OrderRateLimit> limits = view.Settings.OrderRateLimits;
            view.OrderCounts(accountId, counts[..limits.Count]);
            return new Counts(limits, counts[0], counts[1], counts[2], counts[3]);
        });

    private static string HeaderName(int seconds) => seconds switch
    {
        10 => "X-MBX-ORDER-COUNT-10S",
        86_400 => "X-MBX-ORDER-COUNT-1D",
        _ => "X-MBX-ORDER-COUNT-" + ClockInterval.Of(seconds).Short,
    };

    /// <summary>The limits and the count in the running window of each, in their order.</summary>
    public readonly record struct Counts(
        IReadOnlyList<OrderRateLimit> Limits, int First, int Second, int Third, int Fourth)
    {
        public int Of(int index) => index switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
    }
}
