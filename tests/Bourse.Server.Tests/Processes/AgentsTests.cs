using System.Text.Json;

namespace Bourse.Server.Tests.Processes;

/// <summary>The demo's agents make every book live, through the public API.</summary>
public sealed class AgentsTests
{
    [Fact]
    public async Task Every_book_gets_two_sides_and_the_venue_trades()
    {
        using var parent = new TemporaryFolder();
        await using VenueProcess venue = await VenueProcess.StartAsync(parent.File("data"), "--agents", "on");
        string[] symbols = [.. (await venue.GetAsync("/api/v3/exchangeInfo")).GetProperty("symbols").EnumerateArray()
            .Select(symbol => symbol.GetProperty("symbol").GetString()!)];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await IsLiveAsync(venue, symbols)) await Task.Delay(500, patience.Token);

        JsonElement maker = await venue.OperateAsync("account", "show", "maker-1");
        Assert.Contains("UNLIMITED", maker.GetProperty("rights").GetRawText(), StringComparison.Ordinal);
        JsonElement[] books = [.. (await venue.GetAsync("/api/v3/ticker/bookTicker")).EnumerateArray()];
        Assert.All(books, book => Assert.True(Number(book, "bidPrice") < Number(book, "askPrice")));
        Assert.True((await venue.OperateAsync("proof")).GetProperty("holds").GetBoolean());
        Assert.Equal(0, await venue.StopAsync());
    }

    private static async Task<bool> IsLiveAsync(VenueProcess venue, string[] symbols)
    {
        JsonElement[] books = [.. (await venue.GetAsync("/api/v3/ticker/bookTicker")).EnumerateArray()];
        JsonElement[] tickers = [.. (await venue.GetAsync("/api/v3/ticker/24hr")).EnumerateArray()];
        return books.Count(book => Number(book, "bidQty") > 0 && Number(book, "askQty") > 0) == symbols.Length
            && tickers.Count(ticker => ticker.GetProperty("count").GetInt64() > 0) > symbols.Length / 2;
    }

    private static decimal Number(JsonElement owner, string name) =>
        decimal.Parse(owner.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
