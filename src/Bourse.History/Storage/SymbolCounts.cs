namespace Bourse.History.Storage;

/// <summary>Trades of one symbol: as many as the highest id when none is missing.</summary>
public readonly record struct SymbolCounts(int SymbolId, long Trades, long TradeIdMax, long AggregateTradeIdMax);
