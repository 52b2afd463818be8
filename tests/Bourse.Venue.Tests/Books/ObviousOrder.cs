using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

internal sealed class ObviousOrder
{
    public required int Handle { get; init; }

    public required Side Side { get; init; }

    public required long Price { get; init; }

    public required long Shown { get; set; }

    public required long Hidden { get; set; }

    /// <summary>Slot in the book under test.</summary>
    public int Slot { get; set; }
}
