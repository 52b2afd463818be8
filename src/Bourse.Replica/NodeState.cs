using System.Buffers.Binary;
using System.Text;
using Bourse.Log;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Replica;

/// <summary>
/// Everything that follows from the log: the state machine, the hash chain and the consumers, moved on one entry at a time and
/// saved together. A snapshot's state is
/// <code>
/// format u8 = 1 | parts i32 | each part: name length u16, name, length i64, bytes
/// </code>
/// little-endian; the first part is the state machine's, the second the digest, the others are the consumers'.
/// </summary>
internal sealed class NodeState : IDisposable
{
    private const byte Format = 1;
    private const string MachinePart = "venue";
    private const string DigestPart = "digest";

    private readonly IReadOnlyList<IEventConsumer> _consumers;

    private NodeState(
        StateMachine machine, HashChain chain, EventDigest digest, IReadOnlyList<IEventConsumer> consumers)
    {
        Machine = machine;
        Chain = chain;
        Digest = digest;
        _consumers = consumers;
    }

    public StateMachine Machine { get; }

    public HashChain Chain { get; }

    /// <summary>What nodes compare.</summary>
    public EventDigest Digest { get; }

    public EventBuffer Events { get; } = new();

    /// <summary>The state before the first entry.</summary>
    public static NodeState Begin(IReadOnlyList<IEventConsumer> consumers)
    {
        var state = new NodeState(new StateMachine(), new HashChain(), new EventDigest(0, 0), consumers);
        foreach (IEventConsumer consumer in consumers) consumer.Load([], state.Machine.View);
        return state;
    }

    /// <summary>The state that a snapshot holds.</summary>
    /// <exception cref="InvalidSnapshotException">It cannot be read, or lacks a consumer's part; nothing was loaded.</exception>
    public static NodeState Load(LogSnapshot snapshot, IReadOnlyList<IEventConsumer> consumers)
    {
        Dictionary<string, ReadOnlyMemory<byte>> parts = ReadParts(snapshot);
        foreach (IEventConsumer consumer in consumers)
        {
            bool isOptional = consumer.DurableSequence != long.MaxValue && consumer.DurableSequence >= snapshot.Sequence;
            if (!parts.ContainsKey(consumer.Name) && !isOptional) throw Invalid(snapshot, $"it has no part '{consumer.Name}'");
        }
        StateMachine machine = ReadMachine(snapshot, parts);
        if (!parts.TryGetValue(DigestPart, out ReadOnlyMemory<byte> part) || part.Length != sizeof(ulong))
            throw Invalid(snapshot, "it has no digest, as those of the first versions");
        var digest = new EventDigest(snapshot.Sequence, BinaryPrimitives.ReadUInt64LittleEndian(part.Span));
        var state = new NodeState(machine, new HashChain(snapshot.Chain.Span), digest, consumers);
        foreach (IEventConsumer consumer in consumers)
            consumer.Load(parts.GetValueOrDefault(consumer.Name).Span, machine.View);
        return state;
    }

    /// <summary>The venue's time in a snapshot, microseconds.</summary>
    /// <exception cref="InvalidSnapshotException">It cannot be read.</exception>
    public static long TimeOf(LogSnapshot snapshot) => ReadMachine(snapshot, ReadParts(snapshot)).TimeUs;

    /// <summary>Applies the next entry and tells the consumers.</summary>
    public void Apply(in LogEntry logEntry)
    {
        Invariant.Check(logEntry.Sequence == Machine.Sequence + 1);
        Entry entry = logEntry.ToEntry();
        Machine.Apply(in entry, Events);
        Chain.Append(in logEntry);
        Digest.Add(entry.Sequence, Events);
        foreach (IEventConsumer consumer in _consumers) consumer.OnEntry(in entry, Events, Machine.View);
    }

    /// <summary>Writes everything as of the last entry applied.</summary>
    /// <param name="output">Takes the bytes instead of what it held; the snapshot is valid until its next use.</param>
    public LogSnapshot Save(GrowingBuffer output)
    {
        output.Clear();
        var pen = new BinaryPen(output);
        pen.Byte(Format);
        pen.Int(2 + _consumers.Count);
        WritePart(output, MachinePart, Machine.WriteSnapshot);
        WritePart(output, DigestPart, rest => new BinaryPen(rest).Long((long)Digest.Value));
        foreach (IEventConsumer consumer in _consumers) WritePart(output, consumer.Name, consumer.Save);
        return new LogSnapshot(Machine.Sequence, Chain.Link.ToArray(), output.Written);
    }

    public void Dispose() => Chain.Dispose();

    private static void WritePart(GrowingBuffer output, string name, Action<GrowingBuffer> write)
    {
        var pen = new BinaryPen(output);
        pen.Text(name);
        int lengthAt = output.Count;
        pen.Long(0);
        int start = output.Count;
        write(output);
        BinaryPrimitives.WriteInt64LittleEndian(output.From(lengthAt), output.Count - start);
    }

    private static StateMachine ReadMachine(LogSnapshot snapshot, Dictionary<string, ReadOnlyMemory<byte>> parts)
    {
        if (!parts.TryGetValue(MachinePart, out ReadOnlyMemory<byte> part)) throw Invalid(snapshot, "it has no state machine");
        StateMachine machine = StateMachine.ReadSnapshot(part.Span);
        if (machine.Sequence != snapshot.Sequence) throw Invalid(snapshot, $"its state is that of entry {machine.Sequence}");
        return machine;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadParts(LogSnapshot snapshot)
    {
        ReadOnlyMemory<byte> rest = snapshot.State;
        if (rest.Length < 5 || rest.Span[0] != Format) throw Invalid(snapshot, "its format is not known");
        int count = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[1..]);
        rest = rest[5..];
        Dictionary<string, ReadOnlyMemory<byte>> parts = [];
        for (int i = 0; i < count; i++)
        {
            if (!TryReadPart(ref rest, out string name, out ReadOnlyMemory<byte> bytes)) throw Invalid(snapshot, "it is cut short");
            parts[name] = bytes;
        }
        return parts;
    }

    private static bool TryReadPart(ref ReadOnlyMemory<byte> rest, out string name, out ReadOnlyMemory<byte> bytes)
    {
        (name, bytes) = ("", default);
        if (rest.Length < 2) return false;
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest.Span);
        if (rest.Length < 2 + nameLength + 8) return false;
        name = Encoding.UTF8.GetString(rest.Span.Slice(2, nameLength));
        long length = BinaryPrimitives.ReadInt64LittleEndian(rest.Span[(2 + nameLength)..]);
        rest = rest[(2 + nameLength + 8)..];
        if (length < 0 || length > rest.Length) return false;
        bytes = rest[..(int)length];
        rest = rest[(int)length..];
        return true;
    }

    private static InvalidSnapshotException Invalid(LogSnapshot snapshot, string what) =>
        new($"The snapshot of entry {snapshot.Sequence} cannot be used: {what}. An older one and a longer replay take its place.");
}
