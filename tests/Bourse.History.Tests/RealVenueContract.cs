using Bourse.History.Tests.Support;

namespace Bourse.History.Tests;

/// <summary>History of the state machine's own events, and the verification that compares it with the state.</summary>
public abstract class RealVenueContract
{
    private const int Entries = 2000;

    protected abstract HistoryHome CreateHome();

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public async Task Holds_what_the_events_say_and_agrees_with_the_ledger(int seed)
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home, new HistoryOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(5),
            TransactionBytes = 20_000,
        });
        RealVenue venue = Feed(history, seed);
        Assert.True(venue.Expected.Trades.Count > 200, $"{venue.Expected.Trades.Count} trades");
        Assert.True(venue.Expected.Amendments.Count > 5, $"{venue.Expected.Amendments.Count} amendments");
        Assert.True(venue.Expected.PreventedMatches.Count > 5, $"{venue.Expected.PreventedMatches.Count} prevented");
        Assert.True(venue.Expected.Lists.Count > 5, $"{venue.Expected.Lists.Count} lists");
        await HistoryAssert.HoldsAsync(venue.Expected, history);
        Assert.Empty(await VerifyAsync(history, venue));
    }

    [Theory]
    [InlineData("DELETE FROM trade WHERE trade_key & 1099511627775 = 5", "trades, but ids up to")]
    [InlineData("UPDATE trade SET quantity = quantity + 1 WHERE trade_key & 1099511627775 = 9", "postings sum to")]
    [InlineData("DELETE FROM closed_order WHERE order_id = (SELECT order_id FROM closed_order LIMIT 1 OFFSET 20)", "missing")]
    [InlineData("DELETE FROM transfer WHERE sequence = 1 AND number = 3", "deposits less withdrawals")]
    [InlineData("UPDATE kline SET trade_count = trade_count + 1 WHERE interval = 1", "in klines of Minute1")]
    [InlineData("UPDATE checkpoint SET sequence = sequence - 1", "nothing to compare")]
    public async Task What_was_tampered_with_is_told(string sql, string told)
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
        RealVenue venue = Feed(history, 44);
        await history.Queries.WaitForAsync(Entries, TestContext.Current.CancellationToken);
        home.Tamper(sql);
        IReadOnlyList<string> failures = await VerifyAsync(history, venue);
        Assert.Contains(failures, failure => failure.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ledger_view_sums_to_every_balance()
    {
        using HistoryHome home = CreateHome();
        using var history = new HistoryUnderTest(home);
        RealVenue venue = Feed(history, 45);
        await history.Queries.WaitForAsync(Entries, TestContext.Current.CancellationToken);
        for (int account = 1; account <= venue.View.AccountCount; account++)
        {
            var postings = await history.Queries.LedgerAsync(account, 0, long.MaxValue, int.MaxValue);
            for (int asset = 1; asset <= 3; asset++)
                Assert.Equal(
                    venue.View.Balance(account, asset).Free + venue.View.Balance(account, asset).Locked,
                    postings.Where(posting => posting.AssetId == asset).Sum(posting => posting.Amount));
        }
    }

    private static RealVenue Feed(HistoryUnderTest history, int seed)
    {
        var venue = new RealVenue(seed);
        for (int i = 0; i < Entries; i++)
        {
            venue.Next();
            history.Projection.OnEntry(venue.Entry, venue.Events, venue.View);
        }
        return venue;
    }

    private static Task<IReadOnlyList<string>> VerifyAsync(HistoryUnderTest history, RealVenue venue) =>
        new HistoryVerifier(history.Store.Reader, VenueTotals.From(venue.View)).VerifyAsync();
}
