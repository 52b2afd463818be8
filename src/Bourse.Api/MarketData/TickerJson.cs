using Bourse.Api.Http;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.Venue.Numerics;

namespace Bourse.Api.MarketData;

/// <summary>Writes tickers, field by field in the order of the specification's examples.</summary>
internal static class TickerJson
{
    /// <summary>A sum of amounts has at most 39 digits, and a point.</summary>
    private const int WideLengthMax = 48;

    /// <summary>GET /api/v3/ticker/24hr, type FULL.</summary>
    public static void Day(JsonPen pen, string symbol, in TickerStatistics ticker, in BookTicker best)
    {
        pen.ObjectStart();
        Change(pen, symbol, in ticker);
        pen.Amount("prevClosePrice"u8, ticker.PreviousClosePrice);
        pen.Amount("lastPrice"u8, ticker.LastPrice);
        pen.Amount("lastQty"u8, ticker.LastQuantity);
        BestPrices(pen, in best);
        OpenHighLow(pen, in ticker);
        Sums(pen, in ticker);
        pen.ObjectEnd();
    }

    /// <summary>GET /api/v3/ticker and /api/v3/ticker/tradingDay, type FULL.</summary>
    public static void Window(JsonPen pen, string symbol, in TickerStatistics ticker)
    {
        pen.ObjectStart();
        Change(pen, symbol, in ticker);
        OpenHighLow(pen, in ticker);
        pen.Amount("lastPrice"u8, ticker.LastPrice);
        Sums(pen, in ticker);
        pen.ObjectEnd();
    }

    /// <summary>Type MINI, the same for every window.</summary>
    public static void Mini(JsonPen pen, string symbol, in TickerStatistics ticker)
    {
        pen.ObjectStart();
        pen.Text("symbol"u8, symbol);
        OpenHighLow(pen, in ticker);
        pen.Amount("lastPrice"u8, ticker.LastPrice);
        Sums(pen, in ticker);
        pen.ObjectEnd();
    }

    /// <summary>The four fields of the best prices, within an object.</summary>
    public static void BestPrices(JsonPen pen, in BookTicker best)
    {
        pen.Amount("bidPrice"u8, best.BidPrice);
        pen.Amount("bidQty"u8, best.BidQuantity);
        pen.Amount("askPrice"u8, best.AskPrice);
        pen.Amount("askQty"u8, best.AskQuantity);
    }

    private static void Change(JsonPen pen, string symbol, in TickerStatistics ticker)
    {
        pen.Text("symbol"u8, symbol);
        pen.Amount("priceChange"u8, ticker.PriceChange);
        Percent(pen, "priceChangePercent"u8, ticker.PriceChangeMilliPercent);
        pen.Amount("weightedAvgPrice"u8, ticker.WeightedAveragePrice);
    }

    private static void OpenHighLow(JsonPen pen, in TickerStatistics ticker)
    {
        pen.Amount("openPrice"u8, ticker.OpenPrice);
        pen.Amount("highPrice"u8, ticker.HighPrice);
        pen.Amount("lowPrice"u8, ticker.LowPrice);
    }

    private static void Sums(JsonPen pen, in TickerStatistics ticker)
    {
        WideAmount(pen, "volume"u8, ticker.Volume);
        WideAmount(pen, "quoteVolume"u8, ticker.QuoteVolume);
        pen.Time("openTime"u8, ticker.OpenTimeUs);
        pen.Time("closeTime"u8, ticker.CloseTimeUs);
        pen.Number("firstId"u8, ticker.FirstTradeId);
        pen.Number("lastId"u8, ticker.LastTradeId);
        pen.Number("count"u8, ticker.Count);
    }

    /// <summary>A sum of amounts, which may be beyond 64 bits.</summary>
    public static void WideAmount(JsonPen pen, ReadOnlySpan<byte> name, UInt128 units)
    {
        Span<byte> text = stackalloc byte[WideLengthMax];
        pen.Text(name, Fixed(units, FixedPoint.Decimals, text));
    }

    /// <summary>Thousandths of a percent, with three decimals.</summary>
    public static void Percent(JsonPen pen, ReadOnlySpan<byte> name, Int128 thousandths)
    {
        Span<byte> text = stackalloc byte[WideLengthMax];
        text[0] = (byte)'-';
        int sign = thousandths < 0 ? 1 : 0;
        int length = Fixed((UInt128)Int128.Abs(thousandths), 3, text[sign..]).Length;
        pen.Text(name, text[..(sign + length)]);
    }

    /// <summary>Writes a number of units with a point before the last so many digits.</summary>
    private static ReadOnlySpan<byte> Fixed(UInt128 units, int decimals, Span<byte> into)
    {
        int start = into.Length;
        for (int digits = 0; digits <= decimals || units != 0; digits++)
        {
            if (digits == decimals) into[--start] = (byte)'.';
            (UInt128 rest, UInt128 digit) = UInt128.DivRem(units, 10);
            into[--start] = (byte)('0' + (int)digit);
            units = rest;
        }
        into[start..].CopyTo(into);
        return into[..(into.Length - start)];
    }
}
