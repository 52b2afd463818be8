namespace Bourse.Venue.Books;

/// <summary>A price level of a book: its price and visible quantity, units of 1e-8.</summary>
public readonly record struct DepthLevel(long Price, long Quantity);
