namespace Bourse.Venue.Desks;

/// <summary>How a command ended, for its outcome.</summary>
internal readonly record struct DeskResult(RejectReason Reason, long Id)
{
    /// <summary>Cancel-replace only: how its cancel ended, and whether each part was tried.</summary>
    public RejectReason CancelReason { get; init; }

    public bool CancelAttempted { get; init; }

    public bool PlaceAttempted { get; init; }

    public static DeskResult Done(long id) => new(RejectReason.None, id);

    public static DeskResult Refused(RejectReason reason) => new(reason, -1);
}
