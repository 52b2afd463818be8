using System.Globalization;
using System.Text.Json;
using Bourse.Venue.Books;

namespace Bourse.Streams.Tests.Support;

/// <summary>A book as a client keeps it (web-socket-streams.md, "How to manage a local order book correctly").</summary>
internal sealed class LocalBook
{
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];
    private bool _hasBegun;

    public long UpdateId { get; private set; }

    /// <summary>How many events were taken in.</summary>
    public int Read { get; set; }

    public IEnumerable<DepthLevel> Bids => _bids.Reverse().Select(level => new DepthLevel(level.Key, level.Value));

    public IEnumerable<DepthLevel> Asks => _asks.Select(level => new DepthLevel(level.Key, level.Value));

    /// <summary>Takes over what REST said.</summary>
    public void Begin((long UpdateId, List<DepthLevel> Bids, List<DepthLevel> Asks) snapshot)
    {
        UpdateId = snapshot.UpdateId;
        foreach (DepthLevel level in snapshot.Bids) _bids[level.Price] = level.Quantity;
        foreach (DepthLevel level in snapshot.Asks) _asks[level.Price] = level.Quantity;
        _hasBegun = true;
    }

    public void Apply(JsonElement update)
    {
        if (!_hasBegun || update.GetProperty("u").GetInt64() <= UpdateId) return;
        Assert.True(update.GetProperty("U").GetInt64() <= UpdateId + 1, "an update is missing");
        Apply(update.GetProperty("b"), _bids);
        Apply(update.GetProperty("a"), _asks);
        UpdateId = update.GetProperty("u").GetInt64();
    }

    private static void Apply(JsonElement levels, SortedDictionary<long, long> side)
    {
        foreach (JsonElement level in levels.EnumerateArray())
        {
            long price = Units(level[0]);
            long quantity = Units(level[1]);
            if (quantity == 0) side.Remove(price);
            else side[price] = quantity;
        }
    }

    private static long Units(JsonElement amount) =>
        (long)(decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture) * 100_000_000m);
}
