using Bourse.Api.Http;

namespace Bourse.Api.MarketData;

/// <summary>What requests for market data cost by their parameters (rest-api.md, "Weight" of each endpoint).</summary>
internal static class MarketDataWeights
{
    public static int Depth(ApiRequest request) => request.Parameters.Limit(100, 5000) switch
    {
        <= 100 => 5,
        <= 500 => 25,
        <= 1000 => 50,
        _ => 250,
    };

    public static int DayTicker(ApiRequest request)
    {
        if (request.Parameters.Has("symbol"u8)) return 2;
        return SymbolList.Count(request) switch
        {
            0 => 80,
            <= 20 => 2,
            <= 100 => 40,
            _ => 80,
        };
    }

    /// <summary>Price and best prices: 2 for a symbol, 4 for any other request.</summary>
    public static int PriceTicker(ApiRequest request) => request.Parameters.Has("symbol"u8) ? 2 : 4;

    /// <summary>Tickers of a window: 4 a symbol, at most 200.</summary>
    public static int WindowTicker(ApiRequest request) => Math.Min(4 * Math.Max(SymbolList.Count(request), 1), 200);

    public static int ExecutionRules(ApiRequest request)
    {
        if (request.Parameters.Has("symbol"u8)) return 2;
        int count = SymbolList.Count(request);
        return count == 0 ? 40 : Math.Min(2 * count, 40);
    }
}
