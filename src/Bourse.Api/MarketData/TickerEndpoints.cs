using Bourse.Api.Http;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.Venue.Reference;

namespace Bourse.Api.MarketData;

/// <summary>
/// Tickers: statistics over the last 24 hours, a trading day or a rolling window; last price; best prices.
/// </summary>
internal static class TickerEndpoints
{
    /// <summary>How many symbols a request for a window or a trading day may name.</summary>
    private const int WindowSymbolsMax = 100;

    public static void MapTickers(this EndpointTable table)
    {
        table.Get("/api/v3/ticker/24hr", MarketDataWeights.DayTicker, Day);
        table.Get("/api/v3/ticker/tradingDay", MarketDataWeights.WindowTicker, TradingDay);
        table.Get("/api/v3/ticker", MarketDataWeights.WindowTicker, Rolling);
        table.Get("/api/v3/ticker/price", MarketDataWeights.PriceTicker, Price);
        table.Get("/api/v3/ticker/bookTicker", MarketDataWeights.PriceTicker, BookTicker);
    }

    private static ValueTask Day(ApiRequest request)
    {
        bool isMini = ReadIsMini(request);
        if (SymbolSelection.TryRead(request, out SymbolSelection selection)) selection.Write(request, isMini, WriteDay);
        return default;
    }

    private static ValueTask TradingDay(ApiRequest request)
    {
        TickerWindow window = TickerWindow.TradingDay(TimeZoneOffset.ReadMinutes(request));
        return Window(request, window);
    }

    private static ValueTask Rolling(ApiRequest request)
    {
        int minutes = WindowSize.ReadMinutes(request);
        return request.Failed ? default : Window(request, TickerWindow.Rolling(minutes));
    }

    private static ValueTask Window(ApiRequest request, TickerWindow window)
    {
        bool isMini = ReadIsMini(request);
        if (SymbolSelection.TryReadNamed(request, WindowSymbolsMax, out SymbolSelection selection))
            selection.Write(request, (window, isMini), WriteWindow);
        return default;
    }

    private static ValueTask Price(ApiRequest request)
    {
        if (SymbolSelection.TryRead(request, out SymbolSelection selection)) selection.Write(request, 0, WritePrice);
        return default;
    }

    private static ValueTask BookTicker(ApiRequest request)
    {
        if (SymbolSelection.TryRead(request, out SymbolSelection selection))
            selection.Write(request, 0, WriteBestPrices);
        return default;
    }

    /// <summary>The parameter `type`: FULL, which is the default, or MINI; else -1139.</summary>
    private static bool ReadIsMini(ApiRequest request)
    {
        if (!request.Parameters.TryText("type"u8, out ReadOnlySpan<byte> type)) return false;
        if (type.SequenceEqual("MINI"u8)) return true;
        if (!type.SequenceEqual("FULL"u8)) request.Fail(ApiErrors.InvalidTickerType);
        return false;
    }

    private static void WriteDay(ApiRequest request, SymbolSpec symbol, bool isMini)
    {
        TickerStatistics ticker =
            request.Services.MarketData.Statistics(symbol.Id, TickerWindow.Day, out BookTicker best);
        if (isMini) TickerJson.Mini(request.Json, symbol.Name, in ticker);
        else TickerJson.Day(request.Json, symbol.Name, in ticker, in best);
    }

    private static void WriteWindow(ApiRequest request, SymbolSpec symbol, (TickerWindow Window, bool IsMini) state)
    {
        TickerStatistics ticker = request.Services.MarketData.Statistics(symbol.Id, state.Window);
        if (state.IsMini) TickerJson.Mini(request.Json, symbol.Name, in ticker);
        else TickerJson.Window(request.Json, symbol.Name, in ticker);
    }

    private static void WritePrice(ApiRequest request, SymbolSpec symbol, int state)
    {
        request.Json.ObjectStart();
        request.Json.Text("symbol"u8, symbol.Name);
        request.Json.Amount("price"u8, request.Services.MarketData.LastPrice(symbol.Id));
        request.Json.ObjectEnd();
    }

    private static void WriteBestPrices(ApiRequest request, SymbolSpec symbol, int state)
    {
        request.Json.ObjectStart();
        request.Json.Text("symbol"u8, symbol.Name);
        TickerJson.BestPrices(request.Json, request.Services.MarketData.BestPrices(symbol.Id));
        request.Json.ObjectEnd();
    }
}
