using System.Buffers;
using System.Buffers.Binary;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Replica.Tests.Support;

/// <summary>Notes what it is told; its state is how many entries and outcomes it has seen.</summary>
internal sealed class RecordingConsumer(string name = "recording") : IEventConsumer
{
    private readonly Lock _lock = new();
    private readonly List<long> _sequences = [];
    private long _durableSequence = long.MaxValue;
    private long _backlogBytes;

    public string Name { get; } = name;

    public long DurableSequence
    {
        get => Volatile.Read(ref _durableSequence);
        set => Volatile.Write(ref _durableSequence, value);
    }

    public long BacklogBytes
    {
        get => Volatile.Read(ref _backlogBytes);
        set => Volatile.Write(ref _backlogBytes, value);
    }

    /// <summary>It throws when it meets this entry.</summary>
    public long FailsAt { get; set; } = -1;

    /// <summary>What <see cref="Load"/> was given; null before.</summary>
    public byte[]? Loaded { get; private set; }

    public long Outcomes { get; private set; }

    public IReadOnlyList<long> Sequences
    {
        get
        {
            lock (_lock) return [.. _sequences];
        }
    }

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        if (entry.Sequence == FailsAt) throw new InvalidOperationException("A test said so.");
        Outcomes += events.Outcomes.Length;
        lock (_lock) _sequences.Add(entry.Sequence);
    }

    public void Save(IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), Outcomes);
        output.Advance(8);
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        Loaded = state.ToArray();
        Outcomes = state.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(state);
    }
}
