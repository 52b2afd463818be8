using Bourse.Api.Http;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>
/// Execution rules and reference prices (faqs/price_range_execution_rules.md). No symbol of this venue has any: the
/// answers are the API's own for that.
/// </summary>
internal static class PriceRuleEndpoints
{
    public static void MapPriceRules(this EndpointTable table)
    {
        table.Get("/api/v3/executionRules", MarketDataWeights.ExecutionRules, ExecutionRules);
        table.Get("/api/v3/referencePrice", 2, ReferencePrice);
        table.Get("/api/v3/referencePrice/calculation", 2, ReferencePriceCalculation);
    }

    private static ValueTask ExecutionRules(ApiRequest request)
    {
        int given = Given(request, "symbol"u8) + Given(request, "symbols"u8) + Given(request, "symbolStatus"u8);
        if (given > 1) request.Fail(ApiErrors.BadCombination);
        if (!SymbolSelection.TryRead(request, out SymbolSelection selection)) return default;

        request.Json.ObjectStart();
        request.Json.ArrayStart("symbolRules"u8);
        foreach (SymbolSpec symbol in selection.Symbols)
        {
            request.Json.ObjectStart();
            request.Json.Text("symbol"u8, symbol.Name);
            request.Json.ArrayStart("rules"u8);
            request.Json.ArrayEnd();
            request.Json.ObjectEnd();
        }
        request.Json.ArrayEnd();
        request.Json.ObjectEnd();
        return default;
    }

    private static int Given(ApiRequest request, ReadOnlySpan<byte> name) => request.Parameters.Has(name) ? 1 : 0;

    private static ValueTask ReferencePrice(ApiRequest request)
    {
        request.Symbol();
        request.Fail(ApiErrors.NoReferencePrice);
        return default;
    }

    private static ValueTask ReferencePriceCalculation(ApiRequest request)
    {
        SymbolStatusFilter status = SymbolStatusFilter.Read(request);
        SymbolSpec? symbol = request.Symbol();
        if (symbol is not null && !status.Allows(request.Services.Catalog.Tables.StatusOf(symbol)))
            request.Fail(ApiErrors.SymbolStatusMismatch);
        request.Fail(ApiErrors.NoReferencePrice);
        return default;
    }
}
