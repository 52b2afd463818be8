namespace Bourse.Log;

/// <summary>
/// The newest entries in memory, so that who follows the log need not read storage for what was just written. Bounded in entries
/// and bytes; the oldest make room. Payloads stand in one ring of bytes and are copied out.
/// </summary>
internal sealed class LogTail(int entriesMax, int bytesMax)
{
    private struct Slot
    {
        public long AtUs;
        public BatchId Batch;

        /// <summary>Where the payload begins, counted over all bytes ever written to the ring.</summary>
        public long Start;
        public int Length;
    }

    private readonly Lock _lock = new();
    private readonly Slot[] _slots = new Slot[entriesMax];
    private readonly byte[] _bytes = new byte[bytesMax];
    private long _first = 1;
    private long _last;
    private long _written;

    /// <summary>The oldest entry that is kept; past the newest when there is none.</summary>
    public long First
    {
        get
        {
            lock (_lock) return _first;
        }
    }

    /// <summary>Keeps an entry. One that does not follow the last, or is larger than the ring, empties the tail.</summary>
    public void Add(in LogEntry entry)
    {
        lock (_lock)
        {
            if (entry.Sequence != _last + 1) _first = entry.Sequence;
            _last = entry.Sequence;
            if (entry.Payload.Length > _bytes.Length)
            {
                _first = _last + 1;
                return;
            }
            _slots[entry.Sequence % _slots.Length] = new Slot
            {
                AtUs = entry.AtUs,
                Batch = entry.Batch,
                Start = _written,
                Length = entry.Payload.Length,
            };
            CopyIn(entry.Payload.Span);
            DropOverwritten();
        }
    }

    /// <summary>Copies an entry out; false when it is not, or no longer, in the tail.</summary>
    public bool TryRead(long sequence, ref byte[] buffer, out LogEntry entry)
    {
        lock (_lock)
        {
            entry = default;
            if (sequence < _first || sequence > _last) return false;
            ref Slot slot = ref _slots[sequence % _slots.Length];
            if (buffer.Length < slot.Length) buffer = new byte[Math.Max(slot.Length, buffer.Length * 2)];
            CopyOut(slot.Start, buffer.AsSpan(0, slot.Length));
            entry = new LogEntry(sequence, slot.AtUs, slot.Batch, buffer.AsMemory(0, slot.Length));
            return true;
        }
    }

    private void CopyIn(ReadOnlySpan<byte> payload)
    {
        int index = (int)(_written % _bytes.Length);
        int untilEnd = Math.Min(payload.Length, _bytes.Length - index);
        payload[..untilEnd].CopyTo(_bytes.AsSpan(index));
        payload[untilEnd..].CopyTo(_bytes);
        _written += payload.Length;
    }

    private void CopyOut(long start, Span<byte> payload)
    {
        int index = (int)(start % _bytes.Length);
        int untilEnd = Math.Min(payload.Length, _bytes.Length - index);
        _bytes.AsSpan(index, untilEnd).CopyTo(payload);
        _bytes.AsSpan(0, payload.Length - untilEnd).CopyTo(payload[untilEnd..]);
    }

    private void DropOverwritten()
    {
        _first = Math.Max(_first, _last - _slots.Length + 1);
        while (_slots[_first % _slots.Length].Start < _written - _bytes.Length) _first++;
    }
}
