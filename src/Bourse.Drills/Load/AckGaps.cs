namespace Bourse.Drills.Load;

/// <summary>The longest time without an ack.</summary>
internal static class AckGaps
{
    /// <summary>
    /// The longest span between two acks next to each other, or between the last one and the window's end, that
    /// touches the window. A span that begins before the window counts as a whole.
    /// </summary>
    /// <param name="acks">Timestamps in any order.</param>
    public static long Longest(IEnumerable<long> acks, long from, long to)
    {
        long last = from;
        long longest = 0;
        foreach (long ack in acks.Order())
        {
            if (ack > from) longest = Math.Max(longest, ack - last);
            last = ack;
            if (ack >= to) return longest;
        }
        return Math.Max(longest, to - Math.Max(last, from));
    }
}
