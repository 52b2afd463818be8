namespace Bourse.Venue.Reference;

/// <summary>What a symbol allows beside its order types; each is a boolean of exchangeInfo.</summary>
[Flags]
public enum SymbolFeatures : ushort
{
    None = 0,
    Iceberg = 1,
    Oco = 2,
    Oto = 4,
    QuoteOrderQuantityMarket = 8,
    TrailingStop = 16,
    CancelReplace = 32,
    Amend = 64,
    All = 127,
}
