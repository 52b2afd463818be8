using Bourse.Venue;
using Bourse.Venue.Books;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.MarketData.Books;

/// <summary>
/// A symbol's levels of visible quantity, kept by its level events: the venue's own book, of which reading many levels
/// would hold up the venue, is asked only after a restart.
/// </summary>
internal sealed class DepthBook
{
    private readonly BookSide _bids = new(Side.Buy);
    private readonly BookSide _asks = new(Side.Sell);

    /// <summary>Number of the last level event in it.</summary>
    public long UpdateId { get; private set; }

    public BookTicker Best
    {
        get
        {
            DepthLevel bid = _bids.Best;
            DepthLevel ask = _asks.Best;
            return new BookTicker(UpdateId, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
        }
    }

    public void Apply(in LevelEvent level)
    {
        Invariant.Check(level.UpdateId == UpdateId + 1);
        UpdateId = level.UpdateId;
        (level.Side == Side.Buy ? _bids : _asks).Set(level.Price, level.Quantity);
    }

    /// <summary>Appends the best levels of both sides, best first.</summary>
    public void CopyTo(ICollection<DepthLevel> bids, ICollection<DepthLevel> asks, int limit)
    {
        _bids.CopyTo(bids, limit);
        _asks.CopyTo(asks, limit);
    }

    /// <summary>Takes over a book as of an update.</summary>
    public void Load(long updateId, IEnumerable<DepthLevel> bids, IEnumerable<DepthLevel> asks)
    {
        UpdateId = updateId;
        _bids.Clear();
        _asks.Clear();
        foreach (DepthLevel level in bids) _bids.Set(level.Price, level.Quantity);
        foreach (DepthLevel level in asks) _asks.Set(level.Price, level.Quantity);
    }
}
