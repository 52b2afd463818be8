using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>
/// The symbols that a request is about, by `symbol`, `symbols` or neither, less those that `symbolStatus` leaves out.
/// One symbol is answered with an object, several with an array.
/// </summary>
internal readonly struct SymbolSelection
{
    private readonly IReadOnlyList<SymbolSpec> _symbols;
    private readonly bool _isSingle;

    private SymbolSelection(IReadOnlyList<SymbolSpec> symbols, bool isSingle)
    {
        _symbols = symbols;
        _isSingle = isSingle;
    }

    /// <summary>In the order sent, or of their ids when none was.</summary>
    public IReadOnlyList<SymbolSpec> Symbols => _symbols;

    /// <summary>`symbol`, `symbols` or all; false with the request failed (-1128 for both).</summary>
    public static bool TryRead(ApiRequest request, out SymbolSelection selection) =>
        TryRead(request, mayBeAll: true, int.MaxValue, out selection);

    /// <summary>`symbol`, or at most so many `symbols`; false with the request failed (-1102 for neither).</summary>
    public static bool TryReadNamed(ApiRequest request, int countMax, out SymbolSelection selection) =>
        TryRead(request, mayBeAll: false, countMax, out selection);

    /// <summary>Writes the answer, each symbol's part by a function.</summary>
    public void Write<TState>(ApiRequest request, TState state, Action<ApiRequest, SymbolSpec, TState> part)
    {
        if (!_isSingle) request.Json.ArrayStart();
        foreach (SymbolSpec symbol in _symbols) part(request, symbol, state);
        if (!_isSingle) request.Json.ArrayEnd();
    }

    private static bool TryRead(ApiRequest request, bool mayBeAll, int countMax, out SymbolSelection selection)
    {
        selection = default;
        bool hasSymbol = request.Parameters.Has("symbol"u8);
        bool hasSymbols = request.Parameters.Has("symbols"u8);
        if (hasSymbol && hasSymbols) request.Fail(ApiErrors.BadCombination);
        if (!hasSymbol && !hasSymbols && !mayBeAll) request.Fail(ApiErrors.OneOf("symbol", "symbols"));
        SymbolStatusFilter status = SymbolStatusFilter.Read(request);
        if (request.Failed) return false;

        if (hasSymbol) return TryReadOne(request, status, out selection);
        ReferenceTables tables = request.Services.Catalog.Tables;
        IReadOnlyList<SymbolSpec>? symbols = hasSymbols ? SymbolList.Read(request, countMax) : tables.Symbols;
        if (symbols is null) return false;
        selection = new SymbolSelection(Only(symbols, status, tables), isSingle: false);
        return true;
    }

    private static bool TryReadOne(ApiRequest request, SymbolStatusFilter status, out SymbolSelection selection)
    {
        selection = default;
        if (request.OptionalSymbol() is not { } symbol) return false;
        if (!status.Allows(request.Services.Catalog.Tables.StatusOf(symbol)))
        {
            request.Fail(ApiErrors.SymbolStatusMismatch);
            return false;
        }
        selection = new SymbolSelection([symbol], isSingle: true);
        return true;
    }

    private static List<SymbolSpec> Only(
        IReadOnlyList<SymbolSpec> symbols, SymbolStatusFilter status, ReferenceTables tables)
    {
        var allowed = new List<SymbolSpec>(symbols.Count);
        foreach (SymbolSpec symbol in symbols)
        {
            if (status.Allows(tables.StatusOf(symbol))) allowed.Add(symbol);
        }
        return allowed;
    }
}
