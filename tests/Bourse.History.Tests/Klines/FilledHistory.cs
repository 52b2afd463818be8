using Bourse.History.Tests.Support;
using Bourse.Venue.Events;

namespace Bourse.History.Tests.Klines;

/// <summary>One history of some months for all tests of a class.</summary>
public abstract class FilledHistory : IAsyncLifetime
{
    private const int Entries = 2500;

    private readonly SyntheticVenue _venue = new(21);

    private HistoryHome _home = null!;

    internal HistoryUnderTest History { get; private set; } = null!;

    protected abstract HistoryHome CreateHome();

    public async ValueTask InitializeAsync()
    {
        History = new HistoryUnderTest(_home = CreateHome());
        History.Feed(_venue, Entries);
        await History.Queries.WaitForAsync(Entries);
    }

    public ValueTask DisposeAsync()
    {
        History.Dispose();
        _home.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    internal List<TradeEvent> Trades(int symbolId) =>
        [.. _venue.Expected.Trades.Select(record => record.Trade).Where(trade => trade.SymbolId == symbolId)];
}
