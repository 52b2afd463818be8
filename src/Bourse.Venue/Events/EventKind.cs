namespace Bourse.Venue.Events;

/// <summary>Which array of an <see cref="EventBuffer"/> an event stands in.</summary>
public enum EventKind : byte
{
    Report = 0,
    Trade = 1,
    Balance = 2,
    Level = 3,
    List = 4,
    PreventedMatch = 5,
    Reference = 6,
}
