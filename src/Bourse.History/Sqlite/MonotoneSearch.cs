namespace Bourse.History.Sqlite;

/// <summary>
/// Finds a place in rows whose value grows with their key, as times and aggregate ids do, by halving: some thirty looks
/// at the primary key instead of an index that every row would pay for.
/// </summary>
internal static class MonotoneSearch
{
    /// <summary>
    /// The lowest key with a value of at least <paramref name="wanted"/>; <see cref="long.MaxValue"/> when there is
    /// none.
    /// </summary>
    /// <param name="keyMax">The highest key there is.</param>
    /// <param name="atOrAfter">The row with the lowest key not below the one given.</param>
    public static long First(long keyMax, long wanted, Func<long, (long Key, long Value)?> atOrAfter)
    {
        long low = 1, high = keyMax, found = long.MaxValue;
        while (low <= high)
        {
            long middle = low + (high - low) / 2;
            if (atOrAfter(middle) is not { } row) break;
            if (row.Value >= wanted) (found, high) = (row.Key, middle - 1);
            else low = row.Key + 1;
        }
        return found;
    }
}
