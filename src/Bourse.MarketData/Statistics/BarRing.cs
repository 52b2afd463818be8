using System.Buffers;
using System.Runtime.InteropServices;

namespace Bourse.MarketData.Statistics;

/// <summary>Bars of one width, oldest first. Only times in which something traded have a bar.</summary>
internal sealed class BarRing
{
    private Bar[] _bars = new Bar[4];
    private int _first;

    public int Count { get; private set; }

    /// <summary>A bar by its age, 0 being the oldest.</summary>
    public ref Bar this[int index] => ref _bars[(_first + index) & (_bars.Length - 1)];

    /// <summary>A new slot behind the newest bar; the caller writes every field.</summary>
    public ref Bar Add()
    {
        if (Count == _bars.Length) Grow();
        Count++;
        return ref this[Count - 1];
    }

    public void RemoveFirst()
    {
        _first = (_first + 1) & (_bars.Length - 1);
        Count--;
    }

    /// <summary>Index of the first bar that starts at or after a time; <see cref="Count"/> when none does.</summary>
    public int IndexFrom(long startUs)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (this[middle].StartUs < startUs) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>
    /// Writes all bars, oldest first, as the bytes that they are: a snapshot stops the venue, so it must be quick.
    /// </summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        int untilEnd = Math.Min(Count, _bars.Length - _first);
        output.Write(MemoryMarshal.AsBytes(_bars.AsSpan(_first, untilEnd)));
        output.Write(MemoryMarshal.AsBytes(_bars.AsSpan(0, Count - untilEnd)));
    }

    private void Grow()
    {
        var grown = new Bar[_bars.Length * 2];
        for (int i = 0; i < Count; i++) grown[i] = this[i];
        _bars = grown;
        _first = 0;
    }
}
