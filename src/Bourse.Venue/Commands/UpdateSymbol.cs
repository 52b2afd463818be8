using Bourse.Venue.Reference;

namespace Bourse.Venue.Commands;

/// <summary>
/// Replaces what is configured of a symbol, found by <see cref="SymbolSpec.Id"/>; name, assets and status stay.
/// </summary>
public sealed record UpdateSymbol(SymbolSpec Symbol);
