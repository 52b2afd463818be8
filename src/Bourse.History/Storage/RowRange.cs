namespace Bourse.History.Storage;

/// <summary>
/// Which rows of an ascending key to read: those from <paramref name="First"/> to <paramref name="Last"/>, both
/// included, at most <paramref name="Limit"/>, counted from the first or, when <paramref name="Newest"/>, from the
/// last. Answers ascend always.
/// </summary>
public readonly record struct RowRange(long First, long Last, int Limit, bool Newest)
{
    /// <summary>The newest rows.</summary>
    public static RowRange Latest(int limit) => new(0, long.MaxValue, limit, Newest: true);

    /// <summary>Rows from a key on.</summary>
    public static RowRange From(long first, int limit) => new(first, long.MaxValue, limit, Newest: false);
}
