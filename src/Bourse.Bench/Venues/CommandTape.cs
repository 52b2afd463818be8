using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Bench.Venues;

/// <summary>
/// Commands in the form in which the log delivers them, entry after entry in memory: one command an entry, or from
/// somewhere on batches of them.
/// </summary>
internal sealed class CommandTape
{
    private const long StartUs = 1_700_000_000_000_000;
    private const int CommandsPerUs = 3;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);
    private readonly List<int> _ends = [];

    /// <summary>Entries before this one hold one command, the others <see cref="_batchSize"/>.</summary>
    private int _firstBatch = int.MaxValue;
    private int _batchSize = 1;

    /// <summary>Number of entries.</summary>
    public int Count => _ends.Count;

    /// <summary>The buffer for the next entry's payload, begun; to be ended by <see cref="End"/>.</summary>
    public IBufferWriter<byte> Begin()
    {
        CommandWriter.Begin(_bytes);
        return _bytes;
    }

    public void End() => _ends.Add(_bytes.WrittenCount);

    /// <summary>The entry with an index from 0.</summary>
    public Entry At(int index)
    {
        long command = index <= _firstBatch ? index : _firstBatch + ((long)(index - _firstBatch) * _batchSize);
        return new Entry(index + 1, StartUs + (command / CommandsPerUs), PayloadOf(index));
    }

    /// <summary>
    /// The same commands at nearly the same times in another tape: from an entry on so many an entry, the last one
    /// with what is left. This tape must have one command an entry.
    /// </summary>
    public CommandTape InBatches(int first, int size)
    {
        var tape = new CommandTape { _firstBatch = first, _batchSize = size };
        for (int index = 0; index < Count; index++)
        {
            bool begins = index <= first || (index - first) % size == 0;
            if (begins && index > 0) tape.End();
            ReadOnlySpan<byte> payload = PayloadOf(index).Span;
            tape._bytes.Write(begins ? payload : payload[1..]);
        }
        tape.End();
        return tape;
    }

    private ReadOnlyMemory<byte> PayloadOf(int index) =>
        _bytes.WrittenMemory[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];
}
