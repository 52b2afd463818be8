using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Venue;
using Bourse.Venue.Reference;

namespace Bourse.Api.Orders;

/// <summary>The account's unfilled order counts, and the error -1015 of what goes over them.</summary>
public static class OrderCounts
{
    /// <summary>The venue takes at most this many ORDERS limits.</summary>
    internal const int LimitsMax = 4;

    /// <summary>Tells them with the answer.</summary>
    public static void Tell(ApiRequest request) => request.UnfilledCounts = Read(request);

    /// <summary>Which limit the order broke, in the words of -1015, and how long to wait.</summary>
    public static ApiError TooMany(ApiRequest request, int orders)
    {
        UnfilledCounts counts = Read(request);
        for (int i = 0; i < counts.Count; i++)
        {
            OrderRateLimit limit = counts.Limit(i);
            if (counts.Of(i) + orders <= limit.Limit) continue;
            long windowUs = limit.IntervalSeconds * 1_000_000L;
            long leftUs = windowUs - request.ReceivedUs % windowUs;
            return ApiErrors.TooManyOrders(
                limit.Limit, ClockInterval.Of(limit.IntervalSeconds).ToString(), (int)((leftUs + 999_999) / 1_000_000));
        }
        return RejectErrors.OfNew(RejectReason.TooManyOrders);
    }

    /// <summary>Those of the account that the request is signed for.</summary>
    public static UnfilledCounts Read(ApiRequest request) => request.Services.Replica.Read(
        request.AccountId,
        static (view, accountId) =>
        {
            Span<int> counts = stackalloc int[LimitsMax];
            IReadOnlyList<OrderRateLimit> limits = view.Settings.OrderRateLimits;
            view.OrderCounts(accountId, counts[..limits.Count]);
            return new UnfilledCounts(limits, counts[0], counts[1], counts[2], counts[3]);
        });
}
