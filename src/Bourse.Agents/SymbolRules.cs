using System.Globalization;
using System.Text.Json;

namespace Bourse.Agents;

/// <summary>What exchangeInfo says of a symbol, as far as an agent must obey it.</summary>
public sealed record SymbolRules(
    string Name, string BaseAsset, string QuoteAsset, decimal TickSize, decimal StepSize, decimal QuantityMin,
        decimal NotionalMin)
{
    /// <summary>Reads one element of exchangeInfo's symbols.</summary>
    public static SymbolRules Read(JsonElement symbol)
    {
        var rules = new SymbolRules(
            symbol.GetProperty("symbol").GetString()!,
            symbol.GetProperty("baseAsset").GetString()!,
            symbol.GetProperty("quoteAsset").GetString()!,
            TickSize: 0.00000001m, StepSize: 0.00000001m, QuantityMin: 0, NotionalMin: 0);
        foreach (JsonElement filter in symbol.GetProperty("filters").EnumerateArray())
            rules = rules.With(filter);
        return rules;
    }

    /// <summary>The multiple of the tick at or below a price, at least one tick.</summary>
    public decimal FloorPrice(double price) => Math.Max(TickSize, Floor((decimal)price, TickSize));

    /// <summary>The multiple of the tick at or above a price.</summary>
    public decimal CeilingPrice(double price) => -Floor(-(decimal)price, TickSize);

    /// <summary>The quantity that is worth about this much quote, at least what the filters ask for.</summary>
    public decimal QuantityFor(double quoteAmount, decimal price)
    {
        decimal wanted = Math.Max((decimal)quoteAmount, NotionalMin * 1.1m) / price;
        return Math.Max(-Floor(-QuantityMin, StepSize), -Floor(-wanted, StepSize));
    }

    private static decimal Floor(decimal value, decimal step) => Math.Floor(value / step) * step;

    private SymbolRules With(JsonElement filter) => filter.GetProperty("filterType").GetString() switch
    {
        "PRICE_FILTER" => this with { TickSize = Positive(filter, "tickSize", TickSize) },
        "LOT_SIZE" => this with
        {
            StepSize = Positive(filter, "stepSize", StepSize),
            QuantityMin = Positive(filter, "minQty", 0),
        },
        "NOTIONAL" or "MIN_NOTIONAL" => this with { NotionalMin = Positive(filter, "minNotional", 0) },
        _ => this,
    };

    private static decimal Positive(JsonElement filter, string name, decimal otherwise)
    {
        decimal value = decimal.Parse(filter.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
        return value > 0 ? value : otherwise;
    }
}
