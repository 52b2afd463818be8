using Bourse.Venue;

namespace Bourse.Simulation;

/// <summary>What a node answers to a command.</summary>
internal readonly record struct Reply(AttemptEnd End, long Sequence, RejectReason Reason, ulong Digest)
{
    public static Reply Unknown => default;

    public static Reply Refused => new(AttemptEnd.Refused, 0, RejectReason.None, 0);
}
