using Bourse.Venue.Books;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Every resting order's place in its level's queue, counted from 0; made by one walk over all books.
/// </summary>
internal sealed class BookRanks
{
    private readonly int[] _rankBySlot;

    public BookRanks(VenueState state)
    {
        _rankBySlot = new int[state.Orders.Capacity];
        for (int id = 1; id <= state.Markets.Count; id++)
        {
            Market market = state.Markets.Find(id)!;
            Walk(market.Book, Side.Buy);
            Walk(market.Book, Side.Sell);
        }
    }

    /// <summary>-1 when it is not on the book.</summary>
    public int RankOf(OpenOrder order) => order.BookSlot == 0 ? -1 : _rankBySlot[order.Slot];

    private void Walk(OrderBook book, Side side)
    {
        for (int level = book.BestLevel(side); level != 0; level = book.NextLevel(level))
        {
            int rank = 0;
            for (int slot = book.FirstInLevel(level); slot != 0; slot = book.NextInLevel(slot))
                _rankBySlot[book.HandleOf(slot)] = rank++;
        }
    }
}
