using System.Buffers;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Venue;

/// <summary>The venue as a deterministic state machine: the same entries give the same state and events on every node.</summary>
public sealed class StateMachine
{
    /// <summary>The newest behaviour that this code knows; <see cref="Commands.Upgrade"/> switches to it.</summary>
    public const int ProtocolVersionMax = 1;

    /// <summary>Sequence number of the last entry applied; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The venue's time: the greatest entry time applied, microseconds.</summary>
    public long TimeUs { get; private set; }

    /// <summary>Questions to the state.</summary>
    public VenueView View { get; } = new();

    /// <summary>Applies the next entry; clears <paramref name="events"/> first.</summary>
    /// <exception cref="InvariantException">A defect; the machine must not be used any more.</exception>
    public void Apply(in Entry entry, EventBuffer events) => throw new NotSupportedException();

    /// <summary>
    /// Hash over the whole state, made on demand: equal states have equal hashes on every node and version that knows the
    /// protocol version in force. Costs a walk over every account and open order.
    /// </summary>
    public ulong StateHash() => throw new NotSupportedException();

    /// <summary>Writes the whole state.</summary>
    public void WriteSnapshot(IBufferWriter<byte> output) => throw new NotSupportedException();

    /// <summary>Reads a state back.</summary>
    /// <exception cref="InvalidSnapshotException">The bytes are no snapshot, or one of a newer format.</exception>
    public static StateMachine ReadSnapshot(ReadOnlySpan<byte> snapshot) => throw new NotSupportedException();
}
