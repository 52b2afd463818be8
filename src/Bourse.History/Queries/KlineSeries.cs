using Bourse.History.Klines;
using Bourse.History.Storage;

namespace Bourse.History.Queries;

/// <summary>
/// Puts klines together from those stored. Intervals in which nothing traded are flat at the last close, from the
/// symbol's first trade to now.
/// </summary>
internal static class KlineSeries
{
    public static async ValueTask<List<Kline>> ReadAsync(IHistoryReader reader, KlineQuery query, long nowUs)
    {
        var clock = new KlineClock(query.Interval, query.Offset);
        KlineInterval stored = clock.Base();
        if (await reader.FirstKlineAsync(query.SymbolId, stored).ConfigureAwait(false) is not { } first) return [];
        (long fromUs, long toUs) = Window(query, clock, clock.OpenOf(first.OpenUs), Math.Max(nowUs, first.OpenUs));
        if (fromUs > toUs) return [];
        Kline? before = await reader.KlineBeforeAsync(query.SymbolId, stored, fromUs).ConfigureAwait(false);
        List<Kline> rows = await reader.KlinesAsync(query.SymbolId, stored, fromUs, clock.Shift(toUs, 1) - 1)
            .ConfigureAwait(false);
        return Build(rows, clock, fromUs, toUs, before?.Close ?? 0);
    }

    /// <summary>When the first and the last kline to answer open.</summary>
    private static (long FromUs, long ToUs) Window(KlineQuery query, KlineClock clock, long firstUs, long nowUs)
    {
        long lastUs = clock.OpenOf(Math.Clamp(query.EndUs ?? nowUs, 0, nowUs));
        if (query.StartUs is not { } startUs)
            return (Math.Max(firstUs, clock.Shift(lastUs, 1 - query.Limit)), lastUs);
        startUs = Math.Clamp(startUs, 0, nowUs + 1);
        long openUs = clock.OpenOf(startUs);
        if (openUs < startUs) openUs = clock.Shift(openUs, 1);
        long fromUs = Math.Max(firstUs, openUs);
        return (fromUs, Math.Min(lastUs, clock.Shift(fromUs, query.Limit - 1)));
    }

    private static List<Kline> Build(List<Kline> rows, KlineClock clock, long fromUs, long toUs, long lastClose)
    {
        var klines = new List<Kline>();
        int next = 0;
        for (long openUs = fromUs; openUs <= toUs;)
        {
            long nextUs = clock.Shift(openUs, 1);
            Kline kline = Kline.Flat(openUs, nextUs - 1, lastClose);
            while (next < rows.Count && rows[next].OpenUs < nextUs) kline.Add(rows[next++]);
            klines.Add(kline);
            (lastClose, openUs) = (kline.Close, nextUs);
        }
        return klines;
    }
}
