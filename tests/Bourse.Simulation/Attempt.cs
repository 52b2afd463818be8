using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Simulation;

/// <summary>One sending of one command to one node, as its client saw it.</summary>
internal sealed class Attempt(long tag, OrderKey key, CommandType command, long sentUs)
{
    /// <summary>Its ExpiresAtUs, which no other attempt has: so it is found in the log.</summary>
    public long Tag { get; } = tag;

    public OrderKey Key { get; } = key;

    public CommandType Command { get; } = command;

    public long SentUs { get; } = sentUs;

    public AttemptEnd End { get; set; }

    /// <summary>When the client had the answer.</summary>
    public long AnsweredUs { get; set; }

    public long Sequence { get; set; }

    public RejectReason Reason { get; set; }

    public ulong Digest { get; set; }
}
