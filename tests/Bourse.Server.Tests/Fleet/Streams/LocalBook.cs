using System.Globalization;
using System.Text.Json;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>
/// A book that a client keeps by the recipe of web-socket-streams.md, "How to manage a local order book correctly".
/// Prices and quantities stay as text: what REST shows must be the same.
/// </summary>
internal sealed class LocalBook
{
    private readonly SortedDictionary<decimal, string> _bids = [];
    private readonly SortedDictionary<decimal, string> _asks = [];

    public long UpdateId { get; private set; }

    /// <summary>Best first, as "price quantity".</summary>
    public List<string> Bids => [.. _bids.Reverse().Select(Text)];

    /// <summary>Best first, as "price quantity".</summary>
    public List<string> Asks => [.. _asks.Select(Text)];

    /// <summary>Begins with what GET /api/v3/depth says.</summary>
    public static LocalBook Of(JsonElement depth)
    {
        var book = new LocalBook { UpdateId = depth.GetProperty("lastUpdateId").GetInt64() };
        Set(book._bids, depth.GetProperty("bids"));
        Set(book._asks, depth.GetProperty("asks"));
        return book;
    }

    /// <summary>Takes in the data of a depth event, which must be the next one or one that is known already.</summary>
    public void Apply(JsonElement update)
    {
        long last = update.GetProperty("u").GetInt64();
        if (last <= UpdateId) return;
        Assert.InRange(UpdateId + 1, update.GetProperty("U").GetInt64(), last);
        Set(_bids, update.GetProperty("b"));
        Set(_asks, update.GetProperty("a"));
        UpdateId = last;
    }

    private static void Set(SortedDictionary<decimal, string> side, JsonElement levels)
    {
        foreach (JsonElement level in levels.EnumerateArray())
        {
            decimal price = Number(level[0]);
            if (Number(level[1]) == 0) side.Remove(price);
            else side[price] = level[1].GetString()!;
        }
    }

    private static decimal Number(JsonElement amount) =>
        decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture);

    private static string Text(KeyValuePair<decimal, string> level) =>
        string.Create(CultureInfo.InvariantCulture, $"{level.Key:0.00000000} {level.Value}");
}
