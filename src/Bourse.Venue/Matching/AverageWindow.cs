namespace Bourse.Venue.Matching;

/// <summary>Running sums over the buckets from <see cref="First"/> on.</summary>
internal struct AverageWindow
{
    public int Minutes;

    /// <summary>Number of the oldest bucket in the sums.</summary>
    public long First;

    public UInt128 Quote;
    public UInt128 Base;

    public void Add(in AverageBucket bucket)
    {
        Quote += bucket.Quote;
        Base += bucket.Base;
    }

    /// <summary>Takes the oldest bucket out of the sums.</summary>
    public void Subtract(in AverageBucket bucket)
    {
        Quote -= bucket.Quote;
        Base -= bucket.Base;
        First++;
    }
}
