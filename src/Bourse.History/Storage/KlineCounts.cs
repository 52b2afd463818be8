using Bourse.History.Klines;

namespace Bourse.History.Storage;

/// <summary>Trades that the klines of one stored interval of one symbol took in: all of them.</summary>
public readonly record struct KlineCounts(int SymbolId, KlineInterval Interval, long Trades);
