namespace Bourse.History.Storage;

/// <summary>How many rows a history has.</summary>
/// <param name="OrderIdMax">The highest id of a closed order; 0 when none closed.</param>
public sealed record HistoryCounts(
    long ClosedOrders,
    long OrderIdMax,
    long ClosedLists,
    IReadOnlyList<SymbolCounts> Symbols,
    IReadOnlyList<KlineCounts> Klines);
