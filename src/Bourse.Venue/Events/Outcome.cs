using Bourse.Venue.Commands;

namespace Bourse.Venue.Events;

/// <summary>How a command ended, and which events are its own.</summary>
public struct Outcome
{
    public CommandType Command;

    /// <summary>
    /// <see cref="RejectReason.None"/> when it was done. For a cancel-replace the new order's when it was tried, else
    /// the cancel's.
    /// </summary>
    public RejectReason Reason;

    /// <summary>Cancel-replace only: how its cancel ended.</summary>
    public RejectReason CancelReason;

    /// <summary>Cancel-replace only: whether each part was tried.</summary>
    public bool CancelAttempted;
    public bool PlaceAttempted;

    /// <summary>The order, order list, account, asset, symbol or key made or meant; -1 when none.</summary>
    public long Id;

    /// <summary>When the command was applied: the venue's time, microseconds.</summary>
    public long TimeUs;

    /// <summary>Index in <see cref="EventBuffer.Order"/> of the first event.</summary>
    public int FirstEvent;
    public int EventCount;
}
