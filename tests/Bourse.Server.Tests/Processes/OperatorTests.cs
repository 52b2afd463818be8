using System.Security.Cryptography;
using System.Text.Json;
using Bourse.Agents;

namespace Bourse.Server.Tests.Processes;

/// <summary>
/// The operator's command line against a running node: each command goes through the log and takes effect.
/// </summary>
public sealed class OperatorTests(DemoVenue demo) : IClassFixture<DemoVenue>
{
    private readonly VenueProcess _venue = demo.Process;

    [Fact]
    public async Task From_an_account_to_a_trade_and_the_kill_switch()
    {
        JsonElement opened = await _venue.OperateAsync("account", "open", "dora", "--fee-tier", "1");
        Assert.True(opened.GetProperty("sequence").GetInt64() > 0);
        JsonElement key = await _venue.OperateAsync("key", "create", "dora", "--label", "desk");
        var dora =
            new AgentAccount(
                "dora", AgentKind.Taker, key.GetProperty("apiKey").GetString()!, key.GetProperty("apiSecret")
                .GetString()!, []);
        await _venue.OperateAsync("deposit", "dora", "USDT", "1000.5", "--reference", "7");
        await _venue.OperateAsync("withdraw", "dora", "USDT", "0.5");
        Assert.Equal("1000.00000000", (await BalanceAsync(dora)).GetProperty("free").GetString());

        await _venue.PlaceAsync(dora, "symbol=ADAUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=100&price=0.5");
        await _venue.OperateAsync("kill", "account", "dora");
        Assert.Equal(0, (await _venue.SendAsync(HttpMethod.Get, "/api/v3/openOrders", "", dora)).GetArrayLength());
        var refusal = await Assert.ThrowsAsync<VenueErrorException>(
            () => _venue.PlaceAsync(dora, "symbol=ADAUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=100&price=0.5"));
        Assert.Equal(-2010, refusal.Code);

        await _venue.OperateAsync("account", "enable", "dora");
        await _venue.OperateAsync("key", "revoke", dora.ApiKey);
        refusal = await Assert.ThrowsAsync<VenueErrorException>(() => BalanceAsync(dora));
        Assert.Equal(-2015, refusal.Code);
    }

    [Fact]
    public async Task A_symbol_is_added_changed_halted_and_resumed()
    {
        AgentAccount alice = _venue.Account("alice");
        const string Order = "symbol=SOLEUR&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100";
        await _venue.OperateAsync(
            "symbol", "add", "SOLEUR", "--base", "SOL", "--quote", "EUR", "--tick", "0.01", "--step", "0.001",
            "--min-notional", "5");
        JsonElement placed = await _venue.PlaceAsync(alice, Order);

        await _venue.OperateAsync("symbol", "cancel-only", "SOLEUR");
        Assert.Equal(-2010, await CodeAsync(() => _venue.PlaceAsync(alice, Order)));
        await _venue.SendAsync(
            HttpMethod.Delete, "/api/v3/order", $"symbol=SOLEUR&orderId={placed.GetProperty("orderId")}", alice);

        await _venue.OperateAsync("symbol", "resume", "SOLEUR");
        await _venue.OperateAsync("symbol", "set", "SOLEUR", "--min-notional", "500");
        Assert.Equal(-1013, await CodeAsync(() => _venue.PlaceAsync(alice, Order)));
        JsonElement listed = (await _venue.OperateAsync("symbol", "list")).EnumerateArray()
            .First(symbol => symbol.GetProperty("name").GetString() == "SOLEUR");
        Assert.Contains(
            "\"tickSize\": \"0.01000000\"", listed.GetProperty("filters").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_key_is_registered_from_a_file()
    {
        using var folder = new TemporaryFolder();
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(
            folder.File("public.pem"), rsa.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);
        JsonElement created =
            await _venue.OperateAsync("key", "create", "carol", "--public-key", folder.File("public.pem"),
            "--permissions", "USER_DATA", "--symbols", "BTCUSDT", "ETHUSDT", "--expires", "2099-01-01T00:00:00Z");
        Assert.False(created.TryGetProperty("apiSecret", out _));
        JsonElement listed = (await _venue.OperateAsync("key", "list", "--account", "carol")).EnumerateArray().Last();
        Assert.Equal("RSA", listed.GetProperty("kind").GetString());
        Assert.Equal("2099-01-01T00:00:00.000000Z", listed.GetProperty("expires").GetString());
        Assert.Equal(
            ["BTCUSDT", "ETHUSDT"], listed.GetProperty("symbols").EnumerateArray()
            .Select(symbol => symbol.GetString()));
    }

    [Fact]
    public async Task Settings_fees_and_assets_are_set()
    {
        await _venue.OperateAsync("asset", "add", "DOGE", "--precision", "4");
        await _venue.OperateAsync("fees", "set", "5", "0.0001", "0.0002");
        await _venue.OperateAsync(
            "settings", "set", "--max-num-orders", "500", "--order-limits", "50/10", "1000/86400");
        JsonElement settings = await _venue.OperateAsync("settings", "show");
        Assert.Equal(500, settings.GetProperty("maxNumOrders").GetInt32());
        Assert.Equal(2, settings.GetProperty("orderLimits").GetArrayLength());
        Assert.Contains(await Names("asset"), name => name == "DOGE");
        await _venue.OperateAsync("account", "set", "carol", "--fee-tier", "5", "--rights", "TRADE");
        JsonElement carol = await _venue.OperateAsync("account", "show", "carol");
        Assert.Equal((5, 1), (carol.GetProperty("feeTier").GetInt32(), carol.GetProperty("rights").GetArrayLength()));
    }

    [Theory]
    [InlineData("There is no account named nobody.", "deposit", "nobody", "USDT", "1")]
    [InlineData("There is no asset named XXX.", "deposit", "alice", "XXX", "1")]
    [InlineData("$.amount: must be an amount", "deposit", "alice", "USDT", "many")]
    [InlineData("The venue refused Withdraw: InsufficientBalance", "withdraw", "alice", "USDT", "90000000")]
    [InlineData("The venue refused OpenAccount: NameTaken", "account", "open", "alice")]
    [InlineData("The venue refused Upgrade: SettingInvalid", "upgrade", "1")]
    [InlineData("This node knows protocol versions up to", "upgrade", "99")]
    [InlineData("$.maker: must be a rate", "fees", "set", "1", "2", "0")]
    [InlineData("There is no symbol named NOSUCH.", "symbol", "halt", "NOSUCH")]
    [InlineData("bourse: --public-key: there is no file", "key", "create", "alice", "--public-key", "/no/such/file")]
    public async Task What_cannot_be_done_is_told(string message, params string[] command) =>
        Assert.StartsWith(message, await _venue.RefusedAsync(command), StringComparison.Ordinal);

    [Fact]
    public async Task The_ledger_of_the_running_node_is_proved()
    {
        JsonElement proof = await _venue.OperateAsync("proof");
        Assert.True(proof.GetProperty("holds").GetBoolean());
        Assert.Equal("TRADING", (await _venue.OperateAsync("status")).GetProperty("status").GetString());
    }

    private async Task<IEnumerable<string?>> Names(string what) =>
        (await _venue.OperateAsync(what, "list")).EnumerateArray().Select(item => item.GetProperty("name").GetString());

    private async Task<JsonElement> BalanceAsync(AgentAccount account) =>
        (await _venue.SendAsync(HttpMethod.Get, "/api/v3/account", "omitZeroBalances=true", account))
            .GetProperty("balances")[0];

    private static async Task<int> CodeAsync(Func<Task> action) =>
        (await Assert.ThrowsAsync<VenueErrorException>(action)).Code;
}
