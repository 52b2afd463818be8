using Bourse.Venue.Orders;

namespace Bourse.Venue.Books;

/// <summary>A level whose shown quantity a command changed; 0 is "no such level".</summary>
public readonly record struct LevelChange(Side Side, long Price, long Before, long Now);
