namespace Bourse.Venue.Tests.Books;

/// <summary>Where the prices of a random load lie.</summary>
public enum PriceShape
{
    /// <summary>A few dozen ticks: long queues.</summary>
    Narrow,

    /// <summary>Thousands of ticks around a price that wanders.</summary>
    Wandering,

    /// <summary>A price that falls to a hundredth and comes back.</summary>
    FlashCrash,

    /// <summary>Prices of any magnitude from one tick to the greatest: every level has a leaf of its own.</summary>
    FarApart,

    /// <summary>Neighbours of powers of 64, where nodes of the index split and merge.</summary>
    NodeEdges,

    /// <summary>Now and then a price off the tick: the book must find a smaller unit.</summary>
    OffTick,
}
