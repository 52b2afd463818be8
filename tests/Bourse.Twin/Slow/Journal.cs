using Bourse.Venue.Events;

namespace Bourse.Twin.Slow;

/// <summary>The events of one entry as one list in their order: each item is one of the contract's event structs.</summary>
public sealed class Journal
{
    public List<object> Events { get; } = [];
    public List<Outcome> Outcomes { get; } = [];

    public void Clear()
    {
        Events.Clear();
        Outcomes.Clear();
    }

    public void Add(object venueEvent) => Events.Add(venueEvent);
}
