using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Streams.UserData;

/// <summary>
/// The latest events of all accounts, as structs in a chain of chunks; the oldest chunk goes when the window is too
/// large or too old. Events of an account are linked, so what a subscription missed costs only its own events to
/// find. Not safe by itself: its owner locks.
/// </summary>
/// <remarks>A place is the chunk's number, then 24 bits of offset.</remarks>
internal sealed class EventWindow(UserDataOptions options)
{
    private const int ChunkSize = 256 * 1024;
    private const int OffsetBits = 24;
    private const long NoPlace = -1;

    private readonly Dictionary<int, AccountTrail> _trails = [];
    private readonly List<EventChunk> _chunks = [];
    private long _firstChunk;
    private long _bytes;
    private long _sequence;
    private long _timeUs;

    /// <summary>
    /// Nothing is known of entries up to this one but what the trails say: an account without a trail may have had
    /// events there.
    /// </summary>
    public long FloorSequence { get; private set; }

    /// <summary>Accounts with their newest events.</summary>
    public IReadOnlyDictionary<int, AccountTrail> Trails => _trails;

    /// <summary>Forgets all.</summary>
    /// <param name="floorSequence">See <see cref="FloorSequence"/>.</param>
    public void Clear(long floorSequence)
    {
        _trails.Clear();
        _chunks.Clear();
        _bytes = 0;
        FloorSequence = floorSequence;
    }

    /// <summary>The events that follow belong to this entry.</summary>
    public void Begin(long sequence, long timeUs)
    {
        _sequence = sequence;
        _timeUs = timeUs;
    }

    /// <summary>Keeps the next event of an account in the entry; says whether somebody listens to it.</summary>
    public bool Add(int accountId, UserEventKind kind, ReadOnlySpan<byte> payload, out EventRecord record)
    {
        ref AccountTrail trail = ref TrailOf(accountId);
        var header = new EventHeader
        {
            Sequence = _sequence,
            TimeUs = _timeUs,
            PreviousPlace = trail.Place,
            Previous = trail.Position,
            Index = trail.Position.Sequence == _sequence ? trail.Position.Index + 1 : 0,
            AccountId = accountId,
            Kind = kind,
            Size = payload.Length,
        };
        trail.Place = Write(in header, payload, out record);
        trail.Position = header.Position;
        return trail.Listeners > 0;
    }

    /// <summary>The account's trail, a new one when it has none.</summary>
    public ref AccountTrail TrailOf(int accountId)
    {
        ref AccountTrail trail = ref CollectionsMarshal.GetValueRefOrAddDefault(_trails, accountId, out bool isKnown);
        if (!isKnown) trail = new AccountTrail { Place = NoPlace, Position = FloorPosition };
        return ref trail;
    }

    /// <summary>
    /// Appends the account's events after a position, oldest first; false when some of them are no more in the window.
    /// </summary>
    public bool TryCollect(int accountId, StreamPosition after, List<EventRecord> into)
    {
        int first = into.Count;
        StreamPosition position = FloorPosition;
        long place = NoPlace;
        if (_trails.TryGetValue(accountId, out AccountTrail trail)) (position, place) = (trail.Position, trail.Place);
        while (position > after)
        {
            if (Find(place) is not { } record) return false;
            into.Add(record);
            (position, place) = (record.Header.Previous, record.Header.PreviousPlace);
        }
        into.Reverse(first, into.Count - first);
        return true;
    }

    /// <summary>Lets go of what is too much or too old.</summary>
    public void Trim(long nowUs)
    {
        long oldestUs = nowUs - (long)options.WindowTime.TotalMicroseconds;
        while (_chunks.Count > 1 && (_bytes > options.WindowBytes || _chunks[0].LastTimeUs < oldestUs))
        {
            _bytes -= _chunks[0].Bytes.Length;
            _chunks.RemoveAt(0);
            _firstChunk++;
        }
    }

    /// <summary>The newest whole chunks that together have at most so many bytes, oldest first.</summary>
    public IReadOnlyList<EventChunk> Newest(int bytes)
    {
        int first = _chunks.Count;
        while (first > 0 && (bytes -= _chunks[first - 1].Length) >= 0) first--;
        return _chunks[first..];
    }

    /// <summary>Takes over a trail that another window had.</summary>
    public void LoadTrail(int accountId, StreamPosition position) => TrailOf(accountId).Position = position;

    /// <summary>Takes over an event that another window had; its trail is there already.</summary>
    public void LoadRecord(EventHeader header, ReadOnlySpan<byte> payload)
    {
        ref AccountTrail trail = ref TrailOf(header.AccountId);
        header.PreviousPlace = trail.Place;
        _timeUs = header.TimeUs;
        trail.Place = Write(in header, payload, out _);
    }

    private StreamPosition FloorPosition => FloorSequence == 0 ? default : StreamPosition.EndOf(FloorSequence);

    private long Write(in EventHeader header, ReadOnlySpan<byte> payload, out EventRecord record)
    {
        int size = EventRecord.HeaderSize + ((payload.Length + 7) & ~7);
        if (_chunks.Count == 0 || !_chunks[^1].HasRoom(size)) Extend(size);
        EventChunk chunk = _chunks[^1];
        record = new EventRecord(chunk.Bytes, chunk.Length);
        Unsafe.WriteUnaligned(ref chunk.Bytes[chunk.Length], header);
        payload.CopyTo(chunk.Bytes.AsSpan(chunk.Length + EventRecord.HeaderSize));
        long place = ((_firstChunk + _chunks.Count - 1) << OffsetBits) | (uint)chunk.Length;
        chunk.Length += size;
        chunk.LastTimeUs = _timeUs;
        return place;
    }

    private void Extend(int size)
    {
        var chunk = new EventChunk(Math.Max(ChunkSize, size));
        _chunks.Add(chunk);
        _bytes += chunk.Bytes.Length;
    }

    private EventRecord? Find(long place)
    {
        long index = (place >> OffsetBits) - _firstChunk;
        if (place == NoPlace || index < 0) return null;
        return new EventRecord(_chunks[(int)index].Bytes, (int)(place & ((1 << OffsetBits) - 1)));
    }
}
