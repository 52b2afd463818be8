using System.Text.Json;
using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Specification;

/// <summary>
/// faqs/stp_faq.md, "STP Examples": what is answered to the taker, and what its query and the makers' tell afterwards. Ids
/// are the venue's own: orders and prevented matches count from 1.
/// </summary>
public sealed class SelfTradePreventionExamples
{
    private static readonly string[] ThreeMakers = ["1.2 @ 1.2", "1.3 @ 1.1", "8.1 @ 1"];

    private const string NoMatch = "";

    /// <summary>
    /// "makers" are bids of the same account; the answer is the taker's status and its prevented quantity, then its prevented
    /// matches (maker's order id, price, taker's and maker's quantity), then how each maker stands.
    /// </summary>
    public static TheoryData<string, string[], string, string, string, string> Scenarios => new()
    {
        { "A", ["1 @ 1"], "LIMIT 1 @ 1 NONE", "FILLED", NoMatch, "FILLED" },
        {
            "B", ThreeMakers, "LIMIT 3 @ 1 EXPIRE_MAKER", "NEW", "1:1.2,-,1.2 2:1.1,-,1.3 3:1,-,8.1",
            "EXPIRED_IN_MATCH 1.2 EXPIRED_IN_MATCH 1.3 EXPIRED_IN_MATCH 8.1"
        },
        { "C", ThreeMakers, "LIMIT 3 @ 1 EXPIRE_TAKER", "EXPIRED_IN_MATCH 3", "1:1.2,3,-", "NEW NEW NEW" },
        { "D", ["1 @ 1"], "LIMIT 3 @ 1 EXPIRE_BOTH", "EXPIRED_IN_MATCH 3", "1:1,3,1", "EXPIRED_IN_MATCH 1" },
        { "E", ["1 @ 1"], "LIMIT 1 @ 1 EXPIRE_TAKER", "EXPIRED_IN_MATCH 1", "1:1,1,-", "NEW" },
        { "F", ["1 @ 1"], "MARKET 1 EXPIRE_MAKER", "EXPIRED", "1:1,-,1", "EXPIRED_IN_MATCH 1" },
        { "G", ["6 @ 2"], "LIMIT 2 @ 2 DECREMENT", "EXPIRED_IN_MATCH 2", "1:2,2,2", "NEW 2" },
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_scenario_is_answered_as_in_the_FAQ(
        string name, string[] makers, string taker, string answered, string matches, string makersStand)
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        string symbol = await venue.AddSymbolAsync(spec => spec with { Filters = new SymbolFilters() });
        var ids = new List<long>();
        foreach (string maker in makers) ids.Add(Id(await PlaceAsync(venue, symbol, "BUY", $"LIMIT {maker} NONE")));
        JsonElement order = await PlaceAsync(venue, symbol, "SELL", taker);
        Assert.Equal((name, answered), (name, Standing(order)));
        Assert.Equal(matches, string.Join(' ', Matches(order, ids)));
        var stand = new List<string>();
        foreach (long id in ids) stand.Add(Standing(await QueryAsync(venue, symbol, id)));
        Assert.Equal(makersStand, string.Join(' ', stand));
        JsonElement queried = await QueryAsync(venue, symbol, Id(order));
        Assert.Equal(answered, Standing(queried));
        Assert.Equal(answered.Contains(' '), queried.TryGetProperty("preventedMatchId", out _));
        Assert.Equal(name == "A" ? 1 : 0, order.GetProperty("fills").GetArrayLength());
    }

    /// <summary>"How do I know which symbol uses STP?": a symbol that allows NONE, EXPIRE_TAKER and EXPIRE_BOTH.</summary>
    [Fact]
    public async Task A_symbol_tells_and_enforces_the_modes_it_allows()
    {
        await using TestVenue venue = await TestVenue.StartAsync();
        string symbol = await venue.AddSymbolAsync(spec => spec with
        {
            AllowedSelfTradePrevention = SelfTradePreventionModes.None | SelfTradePreventionModes.ExpireTaker
                | SelfTradePreventionModes.ExpireBoth,
            DefaultSelfTradePrevention = Bourse.Venue.Orders.SelfTradePreventionMode.None,
        });
        string info = (await venue.SendAsync("GET", "/api/v3/exchangeInfo", "symbol=" + symbol)).Text;
        Assert.Contains(
            "\"defaultSelfTradePreventionMode\":\"NONE\"," +
            "\"allowedSelfTradePreventionModes\":[\"NONE\",\"EXPIRE_TAKER\",\"EXPIRE_BOTH\"]",
            info);
        string order = $"symbol={symbol}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10";
        JsonElement plain = (await venue.PlaceAsync(venue.Alice, order)).Ok();
        Assert.Equal("NONE", plain.GetProperty("selfTradePreventionMode").GetString());
        foreach (string mode in (string[])["NONE", "EXPIRE_TAKER", "EXPIRE_BOTH"])
            (await venue.PlaceAsync(venue.Alice, $"{order}&selfTradePreventionMode={mode}")).Ok();
        foreach (string mode in (string[])["EXPIRE_MAKER", "DECREMENT", "TRANSFER"])
            (await venue.PlaceAsync(venue.Alice, $"{order}&selfTradePreventionMode={mode}"))
                .AssertError(400, -1013, "This symbol does not allow the specified self-trade prevention mode.");
    }

    /// <summary>Reads "LIMIT 3 @ 1 EXPIRE_MAKER" and places it.</summary>
    private static async Task<JsonElement> PlaceAsync(TestVenue venue, string symbol, string side, string text)
    {
        string[] words = text.Split(' ');
        string price = words[0] == "LIMIT" ? $"&timeInForce=GTC&price={words[3]}" : "";
        ApiAnswer answer = await venue.PlaceAsync(
            venue.Alice,
            $"symbol={symbol}&side={side}&type={words[0]}&quantity={words[1]}{price}&selfTradePreventionMode={words[^1]}");
        return answer.Ok();
    }

    private static async Task<JsonElement> QueryAsync(TestVenue venue, string symbol, long id) =>
        (await venue.CallAsync(venue.Alice, "GET", "/api/v3/order", $"symbol={symbol}&orderId={id}")).Ok();

    private static long Id(JsonElement order) => order.GetProperty("orderId").GetInt64();

    private static string Standing(JsonElement order)
    {
        string status = order.GetProperty("status").GetString()!;
        return order.TryGetProperty("preventedQuantity", out JsonElement prevented) ? $"{status} {Short(prevented)}" : status;
    }

    private static IEnumerable<string> Matches(JsonElement order, List<long> makers)
    {
        if (!order.TryGetProperty("preventedMatches", out JsonElement matches)) return [];
        return matches.EnumerateArray().Select((match, index) =>
        {
            Assert.Equal(index + 1, match.GetProperty("preventedMatchId").GetInt64());
            int maker = makers.IndexOf(match.GetProperty("makerOrderId").GetInt64()) + 1;
            return $"{maker}:{Short(match.GetProperty("price"))},{Lost(match, "taker")},{Lost(match, "maker")}";
        });
    }

    private static string Lost(JsonElement match, string side) =>
        match.TryGetProperty(side + "PreventedQuantity", out JsonElement quantity) ? Short(quantity) : "-";

    private static string Short(JsonElement amount) => amount.GetString()!.TrimEnd('0').TrimEnd('.');
}
