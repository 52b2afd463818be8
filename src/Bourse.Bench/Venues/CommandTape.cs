using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Commands;

namespace Bourse.Bench.Venues;

/// <summary>Commands in the form in which the log delivers them: one an entry, one after the other in memory.</summary>
internal sealed class CommandTape
{
    private const long StartUs = 1_700_000_000_000_000;
    private const int EntriesPerUs = 3;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);
    private readonly List<int> _ends = [];

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
        int start = index == 0 ? 0 : _ends[index - 1];
        return new Entry(index + 1, StartUs + (index / EntriesPerUs), _bytes.WrittenMemory[start.._ends[index]]);
    }
}
