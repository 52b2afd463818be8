using Bourse.Api.Http;

namespace Bourse.Api.Limits;

/// <summary>A rate limit as an object of the API (enums.md, "Rate limiters").</summary>
public static class RateLimitJson
{
    /// <summary>A limit as exchangeInfo tells it.</summary>
    /// <param name="type">"REQUEST_WEIGHT", "ORDERS" or "RAW_REQUESTS".</param>
    public static void Write(JsonPen json, ReadOnlySpan<byte> type, int intervalSeconds, int limit)
    {
        Begin(json, type, intervalSeconds, limit);
        json.ObjectEnd();
    }

    /// <summary>A limit and what of it is used.</summary>
    public static void Write(JsonPen json, ReadOnlySpan<byte> type, int intervalSeconds, int limit, int count)
    {
        Begin(json, type, intervalSeconds, limit);
        json.Number("count"u8, count);
        json.ObjectEnd();
    }

    /// <summary>An account's unfilled orders by interval.</summary>
    public static void Write(JsonPen json, in UnfilledCounts counts)
    {
        for (int i = 0; i < counts.Count; i++)
            Write(json, "ORDERS"u8, counts.Limit(i).IntervalSeconds, counts.Limit(i).Limit, counts.Of(i));
    }

    private static void Begin(JsonPen json, ReadOnlySpan<byte> type, int intervalSeconds, int limit)
    {
        ClockInterval interval = ClockInterval.Of(intervalSeconds);
        json.ObjectStart();
        json.Text("rateLimitType"u8, type);
        json.Text("interval"u8, interval.Unit);
        json.Number("intervalNum"u8, interval.Count);
        json.Number("limit"u8, limit);
    }
}
