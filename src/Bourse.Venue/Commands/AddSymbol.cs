using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>Registers a symbol; its id is assigned.</summary>
public sealed record AddSymbol(SymbolSpec Symbol);
