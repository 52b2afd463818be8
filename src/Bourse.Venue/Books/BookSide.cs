namespace Bourse.Venue.Books;

/// <summary>One side of a book: its levels by price and the best of them.</summary>
internal sealed class BookSide
{
    public PriceIndex Levels = new();

    /// <summary>The level with the smallest key; 0 when the side is empty.</summary>
    public int Best;

    /// <summary>Key of the best level; the greatest of all when the side is empty.</summary>
    public ulong BestKey = ulong.MaxValue;
}
