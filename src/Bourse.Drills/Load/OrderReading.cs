using System.Globalization;
using System.Text.Json;

namespace Bourse.Drills.Load;

/// <summary>Reads what an accepted order's answer tells.</summary>
internal static class OrderReading
{
    /// <summary>The order's number, when it was accepted, and its trades where the answer has them.</summary>
    public static (long OrderId, long AcceptedAtMs, IReadOnlyList<Fill> Fills) Read(string body)
    {
        using var document = JsonDocument.Parse(body);
        JsonElement order = document.RootElement;
        IReadOnlyList<Fill> fills = order.TryGetProperty("fills", out JsonElement items)
            ? [.. items.EnumerateArray().Select(ReadFill)]
            : [];
        bool isPlaced = order.TryGetProperty("transactTime", out JsonElement time);
        long acceptedAtMs = (isPlaced ? time : order.GetProperty("time")).GetInt64();
        return (order.GetProperty("orderId").GetInt64(), acceptedAtMs, fills);
    }

    /// <summary>An amount as the API writes it.</summary>
    public static decimal Amount(JsonElement owner, string name) =>
        decimal.Parse(owner.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static Fill ReadFill(JsonElement fill) =>
        new(fill.GetProperty("tradeId").GetInt64(), Amount(fill, "price"), Amount(fill, "qty"));
}
