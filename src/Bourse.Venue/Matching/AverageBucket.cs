namespace Bourse.Venue.Matching;

/// <summary>What traded in one second.</summary>
internal struct AverageBucket
{
    public long Second;
    public UInt128 Quote;
    public UInt128 Base;
}
