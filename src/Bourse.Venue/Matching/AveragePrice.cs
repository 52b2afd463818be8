using Bourse.Venue.Numerics;

namespace Bourse.Venue.Matching;

/// <summary>
/// Volume weighted average price over the last minutes, from one bucket a second (docs/venue-rules.md, rule 31). Keeps
/// the seconds
/// of the last hour in which something traded, and running sums for the windows that the filters ask for.
/// </summary>
internal sealed class AveragePrice
{
    public const int MinutesMax = 60;

    private const int SecondsMax = MinutesMax * 60;
    private AverageBucket[] _buckets = new AverageBucket[16];
    private AverageWindow[] _windows = [];

    /// <summary>
    /// Numbers of the first and one past the last bucket; a number's place is its remainder by the array's length.
    /// </summary>
    private long _first;
    private long _end;

    /// <summary>Chooses the windows that are kept summed up; others cost a walk.</summary>
    public void Configure(ReadOnlySpan<int> minutes, long second)
    {
        _windows = new AverageWindow[minutes.Length];
        for (int i = 0; i < minutes.Length; i++)
        {
            _windows[i] = new AverageWindow { Minutes = minutes[i], First = _first };
            for (long number = _first; number < _end; number++) _windows[i].Add(in At(number));
        }
        DropOld(second);
    }

    public void Add(long second, long baseQuantity, long quote)
    {
        if (_end == _first || At(_end - 1).Second != second)
        {
            DropOld(second);
            Append(second);
        }
        ref AverageBucket bucket = ref At(_end - 1);
        bucket.Quote += (UInt128)quote;
        bucket.Base += (UInt128)baseQuantity;
        foreach (ref AverageWindow window in _windows.AsSpan())
        {
            window.Quote += (UInt128)quote;
            window.Base += (UInt128)baseQuantity;
        }
    }

    /// <summary>The average over (second − 60 × minutes, second]; false when nothing traded in them.</summary>
    public bool TryGet(int minutes, long second, out long price)
    {
        foreach (ref AverageWindow window in _windows.AsSpan())
        {
            if (window.Minutes != minutes) continue;
            Advance(ref window, second);
            return TryDivide(window.Quote, window.Base, out price);
        }
        UInt128 quote = 0, baseQuantity = 0;
        for (long number = _end - 1; number >= _first && At(number).Second > second - (minutes * 60L); number--)
        {
            quote += At(number).Quote;
            baseQuantity += At(number).Base;
        }
        return TryDivide(quote, baseQuantity, out price);
    }

    /// <summary>Buckets of the last hour, oldest first, in a new list.</summary>
    public List<AverageBucket> Buckets(long second)
    {
        var buckets = new List<AverageBucket>();
        for (long number = _first; number < _end; number++)
            if (At(number).Second > second - SecondsMax) buckets.Add(At(number));
        return buckets;
    }

    /// <summary>Puts back a bucket of a snapshot; they come oldest first.</summary>
    public void Restore(in AverageBucket bucket)
    {
        Append(bucket.Second);
        At(_end - 1) = bucket;
    }

    private void Append(long second)
    {
        if (_end - _first == _buckets.Length) Grow();
        At(_end++) = new AverageBucket { Second = second };
    }

    private void DropOld(long second)
    {
        while (_first < _end && At(_first).Second <= second - SecondsMax)
        {
            foreach (ref AverageWindow window in _windows.AsSpan())
                if (window.First == _first) window.Subtract(in At(_first));
            _first++;
        }
    }

    private void Advance(ref AverageWindow window, long second)
    {
        while (window.First < _end && At(window.First).Second <= second - (window.Minutes * 60L))
            window.Subtract(in At(window.First));
    }

    private void Grow()
    {
        var grown = new AverageBucket[_buckets.Length * 2];
        for (long number = _first; number < _end; number++) grown[number % grown.Length] = At(number);
        _buckets = grown;
    }

    private ref AverageBucket At(long number) => ref _buckets[number % _buckets.Length];

    private static bool TryDivide(UInt128 quote, UInt128 baseQuantity, out long price)
    {
        price = 0;
        if (baseQuantity == 0) return false;
        UInt128 average = quote * FixedPoint.One / baseQuantity;
        price = average > long.MaxValue ? long.MaxValue : (long)average;
        return true;
    }
}
