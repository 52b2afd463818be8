using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Opens, halts or closes a symbol to all but cancels.</summary>
public sealed record SetSymbolStatus(int SymbolId, TradingStatus Status);
