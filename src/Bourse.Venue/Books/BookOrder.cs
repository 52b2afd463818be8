namespace Bourse.Venue.Books;

/// <summary>A resting order as its book knows it: 32 bytes, two to a cache line.</summary>
internal struct BookOrder
{
    /// <summary>What depth shows of it, units of 1e-8.</summary>
    public long Shown;

    /// <summary>What an iceberg keeps back.</summary>
    public long Hidden;

    /// <summary>Neighbour in the level's queue that came earlier; 0 for the first.</summary>
    public int Previous;

    /// <summary>Neighbour that came later; 0 for the last.</summary>
    public int Next;

    public int Level;

    /// <summary>The owner's name for the order; the book only keeps it.</summary>
    public int Handle;
}
