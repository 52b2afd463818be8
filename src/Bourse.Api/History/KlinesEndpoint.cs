using System.Text;
using Bourse.Api.Http;
using Bourse.Api.MarketData;
using Bourse.History.Klines;
using Bourse.History.Queries;
using Bourse.Venue.Reference;

namespace Bourse.Api.History;

/// <summary>GET /api/v3/klines and GET /api/v3/uiKlines, which are the same here.</summary>
internal static class KlinesEndpoint
{
    public static async ValueTask HandleAsync(ApiRequest request)
    {
        SymbolSpec? symbol = request.Symbol();
        KlineInterval interval = ReadInterval(request);
        int offsetMinutes = TimeZoneOffset.ReadMinutes(request);
        TimeRange times = TimeRange.Read(request);
        int limit = request.Parameters.Limit(HistoryEndpoints.LimitDefault, HistoryEndpoints.LimitMax);
        if (request.Failed || symbol is null) return;

        await OpenState.WaitAsync(request);
        var query = new KlineQuery(
            symbol.Id, interval, TimeSpan.FromMinutes(offsetMinutes), times.StartUs, times.EndUs, limit);
        List<Kline> klines = await request.Services.History.KlinesAsync(query);
        request.Json.ArrayStart();
        foreach (Kline kline in klines) Write(request.Json, in kline);
        request.Json.ArrayEnd();
    }

    private static KlineInterval ReadInterval(ApiRequest request)
    {
        ReadOnlySpan<byte> name = request.Parameters.Text("interval"u8);
        Span<char> text = stackalloc char[4];
        bool isShort = name.Length <= text.Length && Ascii.IsValid(name);
        int length = isShort ? Encoding.ASCII.GetChars(name, text) : 0;
        if (!KlineClock.TryParse(text[..length], out KlineInterval interval)) request.Fail(ApiErrors.InvalidInterval);
        return interval;
    }

    /// <summary>Twelve columns; the last is of no use, says the specification.</summary>
    private static void Write(JsonPen json, in Kline kline)
    {
        json.ArrayStart();
        json.Time(kline.OpenUs);
        json.Amount(kline.Open);
        json.Amount(kline.High);
        json.Amount(kline.Low);
        json.Amount(kline.Close);
        json.Amount(kline.Volume);
        json.Time(kline.CloseUs);
        json.Amount(kline.QuoteVolume);
        json.Number(kline.TradeCount);
        json.Amount(kline.TakerBuyVolume);
        json.Amount(kline.TakerBuyQuoteVolume);
        json.Text("0"u8);
        json.ArrayEnd();
    }
}
