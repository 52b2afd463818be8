namespace Bourse.Venue.Events;

/// <summary>Place of an event: its kind and its index in that kind's array.</summary>
public readonly record struct EventRef(EventKind Kind, int Index);
