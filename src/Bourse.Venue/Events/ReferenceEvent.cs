namespace Bourse.Venue.Events;

/// <summary>Something that changes rarely was added or changed; the new value is read from the state machine.</summary>
public struct ReferenceEvent
{
    public ReferenceKind Kind;

    /// <summary>
    /// The asset's, symbol's, account's or key's id; the fee tier; 0 for the venue's settings and status.
    /// </summary>
    public int Id;
}
