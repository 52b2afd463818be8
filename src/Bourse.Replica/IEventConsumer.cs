using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>
/// A read model that is fed by the venue's events, on the apply thread, in order, each entry once. It must be quick and must
/// not block: what takes time it copies and does elsewhere.
/// </summary>
public interface IEventConsumer
{
    /// <summary>Names its part of a snapshot; never changes.</summary>
    string Name { get; }

    /// <summary>
    /// The last entry whose effects it keeps durably by itself, as history does; no snapshot is stored beyond it.
    /// <see cref="long.MaxValue"/> when it keeps all in the snapshot.
    /// </summary>
    long DurableSequence { get; }

    /// <summary>
    /// What it has copied and not worked off yet. A consumer that lags slows the node down before memory runs out:
    /// <see cref="ReplicaOptions.BacklogBytesMax"/>. 0 for one that does all its work in <see cref="OnEntry"/>.
    /// </summary>
    long BacklogBytes => 0;

    /// <summary>
    /// It wants to see again what was applied since this venue's time, microseconds: the start loads a snapshot that is not later,
    /// when there is one, and replays the rest. <see cref="long.MaxValue"/> when the newest snapshot will do.
    /// </summary>
    long ReplayFromUs => long.MaxValue;

    /// <summary>
    /// An entry was applied. The buffer and the view are valid during the call only. After a restart entries up to
    /// <see cref="DurableSequence"/> may come again: a consumer that keeps them by itself skips them.
    /// </summary>
    void OnEntry(in Entry entry, EventBuffer events, VenueView view);

    /// <summary>Writes its state as of the last entry into a snapshot.</summary>
    void Save(IBufferWriter<byte> output);

    /// <summary>
    /// Takes over a state that <see cref="Save"/> wrote; empty for a replay from the first entry, or when the snapshot has no
    /// part of this name and <see cref="DurableSequence"/> covers it.
    /// </summary>
    void Load(ReadOnlySpan<byte> state, VenueView view);
}
