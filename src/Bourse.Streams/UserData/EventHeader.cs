namespace Bourse.Streams.UserData;

/// <summary>
/// What stands before an event in the <see cref="EventWindow"/>. It names the event before it of the same account, so
/// an account's events are a chain from the newest back to where the window begins.
/// </summary>
internal struct EventHeader
{
    public long Sequence;

    /// <summary>The venue's time, microseconds.</summary>
    public long TimeUs;

    /// <summary>Where the event before it is; -1 when this node never had it.</summary>
    public long PreviousPlace;

    /// <summary>What the event before it was, even when the window has it no more.</summary>
    public StreamPosition Previous;

    /// <summary>Among the account's events of the entry.</summary>
    public int Index;
    public int AccountId;
    public UserEventKind Kind;

    /// <summary>Bytes of what follows the header.</summary>
    public int Size;

    public readonly StreamPosition Position => new(Sequence, Index);
}
