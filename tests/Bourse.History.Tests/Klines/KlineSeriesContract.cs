using Bourse.History.Klines;
using Bourse.History.Queries;
using Bourse.History.Tests.Support;
using Bourse.Venue.Events;

namespace Bourse.History.Tests.Klines;

/// <summary>Klines as history answers them against a computation from every trade.</summary>
public abstract class KlineSeriesContract(FilledHistory filled)
{
    private const int SymbolId = 1;

    protected abstract HistoryHome CreateHome();

    public static TheoryData<KlineInterval, int> IntervalsAndZones()
    {
        var data = new TheoryData<KlineInterval, int>();
        foreach (KlineInterval interval in Enum.GetValues<KlineInterval>())
            foreach (int minutes in (int[])[0, -12 * 60, 14 * 60, 5 * 60 + 45, -1])
                data.Add(interval, minutes);
        return data;
    }

    [Theory]
    [MemberData(nameof(IntervalsAndZones))]
    public async Task Every_interval_in_every_zone_is_what_the_trades_make(KlineInterval interval, int offsetMinutes)
    {
        HistoryUnderTest history = filled.History;
        TimeSpan offset = TimeSpan.FromMinutes(offsetMinutes);
        List<TradeEvent> trades = filled.Trades(SymbolId);
        // Short intervals over months are too many to compute all of.
        long sinceUs = interval < KlineInterval.Minute15 ? trades[^20].TimeUs / 1_000_000 * 1_000_000 : 0;
        List<Kline> expected = NaiveKlines.Of(trades, interval, offset, sinceUs, history.Queries.NowUs);
        expected.RemoveAll(kline => kline.OpenUs < sinceUs);
        Assert.True(expected.Count >= 2);

        int most = Math.Min(1000, sinceUs == 0 ? 1000 : expected.Count);
        Assert.Equal(expected.TakeLast(most), await AskAsync(history, interval, offset, null, null, most));
        Assert.Equal(expected.Take(1000), await AskAsync(history, interval, offset, sinceUs, null, 1000));
        var random = new Random((int)interval * 100 + offsetMinutes);
        for (int i = 0; i < 20; i++)
        {
            long startUs = Between(random, sinceUs, history, trades), endUs = Between(random, sinceUs, history, trades);
            int limit = random.Next(1, 60);
            Assert.Equal(
                expected.Where(k => k.OpenUs >= startUs && k.OpenUs <= endUs).Take(limit),
                await AskAsync(history, interval, offset, startUs, endUs, limit));
            if (sinceUs == 0)
                Assert.Equal(
                    expected.Where(k => k.OpenUs <= endUs).TakeLast(limit),
                    await AskAsync(history, interval, offset, null, endUs, limit));
        }
    }

    [Fact]
    public async Task A_symbol_that_never_traded_has_none()
    {
        Assert.Empty(await filled.History.Queries.KlinesAsync(
            new KlineQuery(99, KlineInterval.Day1, TimeSpan.Zero, null, null, 500)));
    }

    [Fact]
    public async Task Times_out_of_this_world_give_none_or_all()
    {
        foreach (KlineInterval interval in Enum.GetValues<KlineInterval>())
        {
            Assert.Empty(await AskAsync(filled.History, interval, TimeSpan.Zero, long.MaxValue, null, 10));
            Assert.Empty(await AskAsync(filled.History, interval, TimeSpan.Zero, 0, 1, 10));
            Assert.NotEmpty(await AskAsync(filled.History, interval, TimeSpan.Zero, 0, long.MaxValue, 10));
        }
    }

    [Fact]
    public async Task Volumes_beyond_64_bits_are_kept()
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
        var events = new EventBuffer();
        for (int i = 1; i <= 3; i++)
        {
            events.Clear();
            SampleTrades.Add(events, i, long.MaxValue, 1_700_000_000_000_000);
            history.Projection.OnEntry(new Venue.Entry(i, 1_700_000_000_000_000, default), events, null!);
            await history.Queries.WaitForAsync(i, TestContext.Current.CancellationToken);
        }
        Kline kline = Assert.Single(await AskAsync(history, KlineInterval.Month1, TimeSpan.Zero, null, null, 10));
        Assert.Equal((Int128)long.MaxValue * 3, kline.Volume);
        Assert.Equal((Int128)long.MaxValue * 3, kline.QuoteVolume);
    }

    private static long Between(Random random, long sinceUs, HistoryUnderTest history, List<TradeEvent> trades) =>
        random.NextInt64(Math.Max(sinceUs, trades[0].TimeUs - 1_000_000_000), history.Queries.NowUs);

    private static async Task<List<Kline>> AskAsync(
        HistoryUnderTest history, KlineInterval interval, TimeSpan offset, long? startUs, long? endUs, int limit) =>
        await history.Queries.KlinesAsync(new KlineQuery(SymbolId, interval, offset, startUs, endUs, limit));
}
