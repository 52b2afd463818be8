using Bourse.Api.Http;

namespace Bourse.Api.MarketData;

/// <summary>
/// All public endpoints that answer from memory (rest-api.md, "General endpoints" and "Market Data endpoints").
/// </summary>
public static class MarketDataEndpoints
{
    public static void MapMarketData(this EndpointTable table)
    {
        table.MapGeneral();
        table.MapBooks();
        table.MapTickers();
        table.MapPriceRules();
    }
}
