using Bourse.Venue.Books;

namespace Bourse.Streams.Market.Values;

/// <summary>
/// What became of levels from one book update to another: bids and asks best first, quantity 0 where a level is gone.
/// Or the best levels as of <see cref="LastUpdateId"/>.
/// </summary>
internal readonly record struct DepthValue(
    long TimeUs, long FirstUpdateId, long LastUpdateId, DepthLevel[] Bids, DepthLevel[] Asks)
{
    public int ExtraBytes => (Bids.Length + Asks.Length + 2) * 16;
}
