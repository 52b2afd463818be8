using System.Globalization;
using Bourse.History.Klines;
using Bourse.History.Storage;

namespace Bourse.Redis.History;

/// <summary>
/// Klines by blocks of 512 intervals of time. A block that ended before the checkpoint's time is over, for the venue's time never
/// goes back: it is cached whole. What is after is read every time.
/// </summary>
internal sealed class KlineBlocks(IHistoryReader inner, RowCache cache)
{
    private const int IntervalsPerBlock = 512;
    private const int BlocksMax = 64;

    /// <param name="knownUs">A time that the rows read have reached: no kline that ends by then changes any more.</param>
    public async ValueTask<List<Kline>> ReadAsync(int symbolId, KlineInterval interval, long fromUs, long toUs, long knownUs)
    {
        long blockUs = new KlineClock(interval, TimeSpan.Zero).Shift(0, IntervalsPerBlock);
        long first = fromUs / blockUs, end = Math.Min(toUs / blockUs + 1, knownUs / blockUs);
        if (fromUs < 0 || end <= first || end - first > BlocksMax)
            return await inner.KlinesAsync(symbolId, interval, fromUs, toUs).ConfigureAwait(false);
        List<Kline>[] blocks = await ReadBlocksAsync(symbolId, interval, first, (int)(end - first), blockUs).ConfigureAwait(false);
        List<Kline> klines =
            [.. blocks.SelectMany(block => block).Where(kline => kline.OpenUs >= fromUs && kline.OpenUs <= toUs)];
        if (toUs >= end * blockUs)
            klines.AddRange(await inner.KlinesAsync(symbolId, interval, end * blockUs, toUs).ConfigureAwait(false));
        return klines;
    }

    private async ValueTask<List<Kline>[]> ReadBlocksAsync(
        int symbolId, KlineInterval interval, long first, int count, long blockUs)
    {
        string[] names = [.. Enumerable.Range(0, count).Select(i => Name(symbolId, interval, first + i))];
        List<Kline>?[] blocks = await cache.GetAsync<Kline>(names).ConfigureAwait(false);
        int missingFirst = Array.FindIndex(blocks, block => block is null);
        if (missingFirst < 0) return blocks!;
        int missingEnd = Array.FindLastIndex(blocks, block => block is null) + 1;
        List<Kline> read = await inner.KlinesAsync(
            symbolId, interval, (first + missingFirst) * blockUs, (first + missingEnd) * blockUs - 1).ConfigureAwait(false);
        for (int i = missingFirst; i < missingEnd; i++)
        {
            if (blocks[i] is not null) continue;
            blocks[i] = [.. read.Where(kline => kline.OpenUs / blockUs == first + i)];
            cache.Put(names[i], blocks[i]!);
        }
        return blocks!;
    }

    private static string Name(int symbolId, KlineInterval interval, long block) =>
        string.Create(CultureInfo.InvariantCulture, $"k:{symbolId}:{(int)interval}:{block}");
}
