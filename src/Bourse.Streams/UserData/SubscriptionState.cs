namespace Bourse.Streams.UserData;

/// <summary>How far a subscription has come.</summary>
internal enum SubscriptionState
{
    /// <summary>The client does not know of it yet.</summary>
    Opened = 0,

    /// <summary>It ended before the client knew of it: that is told when it starts.</summary>
    EndsAtStart = 1,

    /// <summary>It is sent what it missed, a part at a time.</summary>
    CatchingUp = 2,

    /// <summary>It gets events as they come.</summary>
    Live = 3,
    Ended = 4,
}
