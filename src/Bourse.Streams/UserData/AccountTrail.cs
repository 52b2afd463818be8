namespace Bourse.Streams.UserData;

/// <summary>Where the newest event of an account is.</summary>
internal struct AccountTrail
{
    /// <summary>-1 when this node never had it.</summary>
    public long Place;

    /// <summary>What the newest event was, or the latest that it can have been.</summary>
    public StreamPosition Position;

    /// <summary>Subscriptions that want the account's events as they come.</summary>
    public int Listeners;
}
