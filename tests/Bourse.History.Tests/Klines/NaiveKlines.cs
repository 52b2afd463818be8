using Bourse.History.Klines;
using Bourse.Venue.Events;

namespace Bourse.History.Tests.Klines;

/// <summary>Klines straight from trades, with calendar arithmetic, one interval after the other.</summary>
internal static class NaiveKlines
{
    /// <summary>All klines of a symbol from its first trade, or a later time, to now.</summary>
    public static List<Kline> Of(
        List<TradeEvent> left, KlineInterval interval, TimeSpan offset, long sinceUs, long nowUs)
    {
        var klines = new List<Kline>();
        DateTime open = Floor(At(Math.Max(sinceUs, left[0].TimeUs)) + offset, interval);
        int next = left.FindIndex(trade => At(trade.TimeUs) + offset >= open);
        if (next < 0) next = left.Count;
        long close = next > 0 ? left[next - 1].Price : 0;
        while (Us(open - offset) <= nowUs)
        {
            DateTime end = Next(open, interval);
            var inside = new List<TradeEvent>();
            while (next < left.Count && At(left[next].TimeUs) + offset < end) inside.Add(left[next++]);
            klines.Add(One(inside, Us(open - offset), Us(end - offset) - 1, close));
            (open, close) = (end, klines[^1].Close);
        }
        return klines;
    }

    private static Kline One(List<TradeEvent> trades, long openUs, long closeUs, long lastClose)
    {
        if (trades.Count == 0) return Kline.Flat(openUs, closeUs, lastClose);
        return new Kline
        {
            OpenUs = openUs,
            CloseUs = closeUs,
            Open = trades[0].Price,
            High = trades.Max(trade => trade.Price),
            Low = trades.Min(trade => trade.Price),
            Close = trades[^1].Price,
            Volume = trades.Aggregate((Int128)0, (sum, trade) => sum + trade.Quantity),
            QuoteVolume = trades.Aggregate((Int128)0, (sum, trade) => sum + trade.Quote),
            TradeCount = trades.Count,
            TakerBuyVolume = trades.Where(t => !t.BuyerIsMaker).Aggregate((Int128)0, (sum, t) => sum + t.Quantity),
            TakerBuyQuoteVolume = trades.Where(t => !t.BuyerIsMaker).Aggregate((Int128)0, (sum, t) => sum + t.Quote),
        };
    }

    private static DateTime Floor(DateTime local, KlineInterval interval)
    {
        DateTime day = local.Date;
        return interval switch
        {
            KlineInterval.Month1 => new DateTime(local.Year, local.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            KlineInterval.Week1 => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            KlineInterval.Day3 => day.AddDays(-((day - DateTime.UnixEpoch).Days % 3)),
            _ => day + Length(interval) * Math.Floor(local.TimeOfDay / Length(interval)),
        };
    }

    private static DateTime Next(DateTime open, KlineInterval interval) => interval switch
    {
        KlineInterval.Month1 => open.AddMonths(1),
        KlineInterval.Week1 => open.AddDays(7),
        KlineInterval.Day3 => open.AddDays(3),
        _ => open + Length(interval),
    };

    private static TimeSpan Length(KlineInterval interval) => interval switch
    {
        KlineInterval.Second1 => TimeSpan.FromSeconds(1),
        KlineInterval.Minute1 => TimeSpan.FromMinutes(1),
        KlineInterval.Minute3 => TimeSpan.FromMinutes(3),
        KlineInterval.Minute5 => TimeSpan.FromMinutes(5),
        KlineInterval.Minute15 => TimeSpan.FromMinutes(15),
        KlineInterval.Minute30 => TimeSpan.FromMinutes(30),
        KlineInterval.Hour1 => TimeSpan.FromHours(1),
        KlineInterval.Hour2 => TimeSpan.FromHours(2),
        KlineInterval.Hour4 => TimeSpan.FromHours(4),
        KlineInterval.Hour6 => TimeSpan.FromHours(6),
        KlineInterval.Hour8 => TimeSpan.FromHours(8),
        KlineInterval.Hour12 => TimeSpan.FromHours(12),
        _ => TimeSpan.FromDays(1),
    };

    private static DateTime At(long timeUs) => DateTime.UnixEpoch.AddTicks(timeUs * 10);

    private static long Us(DateTime time) => (time - DateTime.UnixEpoch).Ticks / 10;
}
