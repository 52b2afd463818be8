using Bourse.Venue.Books;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Snapshots;

/// <summary>Every resting order's place on its book; made by one walk over all books.</summary>
internal sealed class BookPlaces
{
    private readonly Place[] _bySlot;

    public BookPlaces(VenueState state)
    {
        _bySlot = new Place[state.Orders.Capacity];
        for (int id = 1; id <= state.Markets.Count; id++)
        {
            Market market = state.Markets.Find(id)!;
            Walk(market.Book, Side.Buy);
            Walk(market.Book, Side.Sell);
        }
    }

    /// <param name="Rank">In its level's queue, from 0; -1 when it is not on the book.</param>
    /// <param name="Shown">What depth shows of it; 0 when it is not on the book.</param>
    public readonly record struct Place(int Rank, long Shown);

    public Place Of(OpenOrder order) => order.BookSlot == 0 ? new Place(-1, 0) : _bySlot[order.Slot];

    private void Walk(OrderBook book, Side side)
    {
        for (int level = book.BestLevel(side); level != 0; level = book.NextLevel(level))
        {
            int rank = 0;
            for (int slot = book.FirstInLevel(level); slot != 0; slot = book.NextInLevel(slot))
                _bySlot[book.HandleOf(slot)] = new Place(rank++, book.ShownOf(slot));
        }
    }
}
