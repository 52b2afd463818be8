using Bourse.Api.Http;
using Bourse.Api.Tests.Hosting;
using Bourse.Log;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;

namespace Bourse.Api.Tests.Fuzzing;

/// <summary>Bad input gets the API's error and changes nothing (operations.md, "Security", 10).</summary>
public sealed class HttpFuzzTests(VenueFixture fixture) : IClassFixture<VenueFixture>
{
    private const int Cases = 4_000;

    private static readonly string[] Names =
    [
        "symbol", "side", "type", "timeInForce", "quantity", "quoteOrderQty", "price", "newClientOrderId", "strategyId",
        "strategyType", "stopPrice", "trailingDelta", "icebergQty", "newOrderRespType", "selfTradePreventionMode",
        "recvWindow", "orderId", "origClientOrderId", "cancelRestrictions", "cancelReplaceMode", "cancelOrderId",
        "newQty", "orderListId", "listClientOrderId", "aboveType", "abovePrice", "belowType", "belowStopPrice",
        "workingType", "workingSide", "workingPrice", "workingQuantity", "pendingType", "pendingSide", "limit",
        "startTime", "endTime", "fromId", "interval", "symbols", "windowSize", "countdownTime", "omitZeroBalances",
    ];

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "1.5", "0.000000001", "99999999999999999999", "9223372036854775807", "9223372036854775808",
        "1e5", "NaN", "true", "false", "BTCUSDT", "btcusdt", "NOPE", "%00", "%FF%FE", "%EF%BC%91", "%", "BUY", "SELL",
        "LIMIT", "MARKET", "STOP_LOSS", "LIMIT_MAKER", "GTC", "IOC", "ACK", "STOP_ON_FAILURE", "[", "[\"BTCUSDT\"]",
        "null", "'; DROP TABLE orders; --", "<script>", "a b", "+", "1h", "1M", "__proto__",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    private TestVenue Venue => fixture.Venue;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_parameters_never_give_5xx_and_never_trade(int seed)
    {
        // This account has no funds: whatever is accepted by chance is nothing that could stand in a book.
        TestKey key = await Venue.CreateKeyAsync(
            (int)await Venue.OperateAsync(new OpenAccount(
                new AccountSpec { Name = $"fuzz-{seed}" })));
        ApiEndpoint[] endpoints = [.. BourseApi.Endpoints().All];
        var random = new Random(seed);
        string ledgerBefore = Ledger();
        for (int i = 0; i < Cases; i++)
        {
            ApiEndpoint endpoint = endpoints[random.Next(endpoints.Length)];
            string parameters = Parameters(random);
            ApiAnswer answer = await Venue.CallAsync(key, endpoint.Method, endpoint.Path, parameters);
            Assert.True(answer.Status < 500, $"{endpoint.Method} {endpoint.Path}?{parameters}: {answer.Text}");
            Assert.True(answer.Status == 200 || answer.Json.GetProperty("code").GetInt32() < 0, answer.Text);
        }
        Assert.Equal("[]", (await Venue.CallAsync(key, "GET", "/api/v3/openOrders")).Text);
        Assert.Equal(ledgerBefore, Ledger());
    }

    [Fact]
    public async Task What_the_edge_refuses_never_comes_into_the_log()
    {
        long before = Venue.Replica.AppliedSequence;
        foreach (string parameters in (string[])
        [
            "",
            "symbol=NOPE",
            "symbol=BTCUSDT&side=UP",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&price=1",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=x&price=1",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100&newClientOrderId=%22",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100&stopPrice=1",
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&timeInForce=GTC",
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&quantity=1",
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.123456789",
        ])
        {
            Assert.Equal(400, (await Venue.PlaceAsync(Venue.Alice, parameters)).Status);
        }
        await using ILogReader reader = Venue.Log.OpenReader(before);
        while (reader.TryRead(out LogEntry entry))
            Assert.All(Commands(entry), type => Assert.Equal(CommandType.Tick, type));
    }

    private static List<CommandType> Commands(LogEntry entry)
    {
        var types = new List<CommandType>();
        var commands = new CommandReader(entry.Payload.Span);
        while (commands.Read()) types.Add(commands.Type);
        return types;
    }

    private string Ledger() => Venue.Replica.Read(0, static (view, _) =>
    {
        LedgerProof proof = view.ProveLedger();
        Assert.True(proof.Holds, string.Join('\n', proof.Failures));
        return string.Join(' ', proof.Totals);
    });

    private static string Parameters(Random random)
    {
        var names = new HashSet<string>();
        int count = random.Next(12);
        while (names.Count < count) names.Add(Names[random.Next(Names.Length)]);
        return string.Join('&', names.Select(name => name + "=" + Value(name, random)));
    }

    /// <summary>Half of the values fit their names, so that the deeper checks are reached too.</summary>
    private static string Value(string name, Random random)
    {
        if (random.Next(2) == 0) return Values[random.Next(Values.Length)];
        if (name is "symbol") return "BTCUSDT";
        if (name.EndsWith("ide", StringComparison.Ordinal)) return random.Next(2) == 0 ? "BUY" : "SELL";
        if (name.EndsWith("ype", StringComparison.Ordinal)) return random.Next(2) == 0 ? "LIMIT" : "STOP_LOSS";
        return name is "timeInForce" ? "GTC" : random.Next(1, 1000).ToString();
    }
}
