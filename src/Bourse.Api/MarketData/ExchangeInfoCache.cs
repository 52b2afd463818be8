using Bourse.Api.Catalog;

namespace Bourse.Api.MarketData;

/// <summary>
/// The JSON of exchangeInfo's parts, made once for each change of symbols, assets or settings and copied into each
/// response. Two requests at once after a change may both make it; either result is right.
/// </summary>
internal sealed class ExchangeInfoCache
{
    private volatile ExchangeInfoParts? _parts;

    public ExchangeInfoParts Get(ReferenceTables tables, ApiOptions options)
    {
        ExchangeInfoParts? parts = _parts;
        if (parts is not null && ReferenceEquals(parts.Tables, tables)) return parts;
        parts = new ExchangeInfoParts(tables, options.Limits);
        _parts = parts;
        return parts;
    }
}
