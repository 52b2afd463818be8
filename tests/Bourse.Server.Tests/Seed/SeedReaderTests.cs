using System.Security.Cryptography;
using Bourse.Agents;
using Bourse.Server.Json;
using Bourse.Server.Seed;
using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Server.Tests.Seed;

public sealed class SeedReaderTests
{
    private const string Small = """
        {
          "settings": {"maxNumOrders": 7, "orderLimits": [{"intervalSeconds": 10, "limit": 100}]},
          "feeTiers": [{"tier": 3, "maker": "0.0005", "taker": 0.001}],
          "assets": [{"name": "BTC"}, {"name": "USDT", "precision": 2}],
          "symbols": [{"name": "BTCUSDT", "base": "BTC", "quote": "USDT", "status": "HALT",
            "orderTypes": ["LIMIT", "MARKET"], "features": ["OCO"], "defaultSelfTradePrevention": "NONE",
            "allowedSelfTradePrevention": ["NONE", "DECREMENT"], "fees": {"maker": "0", "taker": "0.01"},
            "filters": [{"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "1000", "tickSize": "0.01"}]}],
          "accounts": [
            {"name": "dora", "feeTier": 3, "rights": ["TRADE", "UNLIMITED"], "tradeGroupId": 4, "balances": {"USDT": "10.5", "BTC": "0"}},
            {"name": "emil", "keys": [{"apiKey": "K1", "apiSecret": "S1", "permissions": ["USER_DATA"], "symbols": ["BTCUSDT"]}]},
            {"name": "nokeys", "keys": []}],
          "agents": {"numeraire": "USDT", "values": {"BTC": "50000"}, "makers": [{"account": "dora", "symbols": ["BTCUSDT"]}]}
        }
        """;

    private static SeedDocument Read(string text)
    {
        int made = 0;
        return new SeedReader(() => $"made{++made}").Read(text);
    }

    [Fact]
    public void Everything_is_read_with_the_ids_that_an_empty_venue_assigns()
    {
        SeedDocument seed = Read(Small);
        Assert.Equal(7, seed.Settings!.OrdersMax);
        Assert.Equal([new OrderRateLimit(10, 100)], seed.Settings.OrderRateLimits);
        Assert.Equal(("$.feeTiers[0]", 3, new FeeRates(50_000, 100_000)), seed.FeeTiers[0]);
        Assert.Equal(
            [(1, "BTC", 8), (2, "USDT", 2)],
            seed.Assets.Select(asset => (asset.Spec.Id, asset.Spec.Name, (int)asset.Spec.Precision)));
        SymbolSpec symbol = seed.Symbols[0].Spec;
        Assert.Equal(
            (1, 1, 2, TradingStatus.Halt), (symbol.Id, symbol.BaseAssetId, symbol.QuoteAssetId, symbol.Status));
        Assert.Equal(OrderTypes.Limit | OrderTypes.Market, symbol.OrderTypes);
        Assert.Equal(SymbolFeatures.Oco, symbol.Features);
        Assert.Equal(SelfTradePreventionMode.None, symbol.DefaultSelfTradePrevention);
        Assert.Equal(
            SelfTradePreventionModes.None | SelfTradePreventionModes.Decrement, symbol.AllowedSelfTradePrevention);
        Assert.Equal(new FeeRates(0, 1_000_000), symbol.Fees);
        Assert.Equal(1_000_000, symbol.Filters.TickSize);
    }

    [Fact]
    public void Accounts_have_their_rights_balances_and_keys()
    {
        SeedDocument seed = Read(Small);
        SeedAccount dora = seed.Accounts[0], emil = seed.Accounts[1], nokeys = seed.Accounts[2];
        Assert.Equal((2, 3, 4), (dora.Spec.Id, dora.Spec.FeeTier, dora.Spec.TradeGroupId));
        Assert.Equal(AccountRights.CanTrade | AccountRights.Unlimited, dora.Spec.Rights);
        Assert.Equal([(2, 1_050_000_000L)], dora.Balances);
        Assert.Equal(("made1", "made2"), (dora.Keys[0].Spec.ApiKey, dora.Keys[0].Secret));
        Assert.Equal(
            ("K1", "S1", KeyPermissions.UserData),
            (emil.Keys[0].Spec.ApiKey, emil.Keys[0].Secret, emil.Keys[0].Spec.Permissions));
        Assert.Equal([1], emil.Keys[0].Spec.AllowedSymbols);
        Assert.Equal(3, emil.Keys[0].Spec.AccountId);
        Assert.Empty(nokeys.Keys);
    }

    [Fact]
    public void Agents_have_values_and_accounts()
    {
        SeedAgents agents = Read(Small).Agents!;
        Assert.Equal(50_000m, agents.Values["BTC"]);
        Assert.Equal(1m, agents.Values["USDT"]);
        Assert.Equal(("dora", AgentKind.Maker), (agents.Accounts[0].Account, agents.Accounts[0].Kind));
    }

    [Fact]
    public void The_demo_has_8_symbols_over_5_assets_named_accounts_and_agents()
    {
        SeedDocument demo = SeedSource.Load("demo").Document;
        Assert.True(demo.Symbols.Count >= 8);
        Assert.True(demo.Assets.Count >= 5);
        Assert.Superset(
            new HashSet<string> { "alice", "bob", "carol" }, demo.Accounts.Select(account => account.Spec.Name)
            .ToHashSet());
        Assert.All(demo.Symbols, symbol =>
        {
            SymbolFilters filters = symbol.Spec.Filters;
            Assert.True(filters is { TickSize: > 0, StepSize: > 0, NotionalMin: > 0, OrdersMax: > 0 });
        });
        Assert.NotEmpty(demo.Agents!.Accounts);
    }

    [Theory]
    [InlineData("{", "$: no valid JSON")]
    [InlineData("[]", "$: must be an object")]
    [InlineData("""{"asset": []}""", "$.asset: unknown")]
    [InlineData("""{"assets": [], "assets": []}""", "$: no valid JSON")]
    [InlineData("""{"assets": {}}""", "$.assets: must be an array")]
    [InlineData("""{"assets": [{}]}""", "$.assets[0]: \"name\" is missing")]
    [InlineData("""{"assets": [{"name": "A"}, {"name": "A"}]}""", "$.assets[1].name: A is there already")]
    [InlineData("""{"assets": [{"name": "A", "precision": 9}]}""", "$.assets[0].precision: must be a whole number from 0 to 8")]
    [InlineData("""{"symbols": [{"name": "AB", "base": "A", "quote": "B"}]}""", "$.symbols[0].base: no asset of this seed: A")]
    [InlineData("""{"feeTiers": [{"tier": 1, "maker": "2", "taker": "0"}]}""", "$.feeTiers[0].maker: must be a rate")]
    [InlineData("""{"feeTiers": [{"tier": 100, "maker": "0", "taker": "0"}]}""", "$.feeTiers[0].tier: must be")]
    [InlineData("""{"accounts": [{"name": "x", "balances": {"BTC": "1"}}]}""", "$.accounts[0].balances.BTC: no asset")]
    [InlineData("""{"accounts": [{"name": "x", "rights": ["ADMIN"]}]}""", "$.accounts[0].rights[0]: must be one of")]
    [InlineData("""{"accounts": [{"name": "x", "keys": [{"apiKey": "a b"}]}]}""", "$.accounts[0].keys[0].apiKey: must be 1 to 64")]
    [InlineData("""{"accounts": [{"name": "x", "keys": [{"publicKey": "hello"}]}]}""", "$.accounts[0].keys[0].publicKey: no PEM")]
    [InlineData("""{"settings": {"maxNumOrders": -1}}""", "$.settings.maxNumOrders: must be")]
    [InlineData("""{"agents": {"numeraire": "USDT", "values": {}}}""", "$.agents.numeraire: no asset of this seed: USDT")]
    public void A_mistake_is_told_with_its_path(string text, string message)
    {
        var mistake = Assert.Throws<JsonShapeException>(() => Read(text));
        Assert.StartsWith(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Public_keys_are_read_from_PEM()
    {
        using var rsa = RSA.Create(2048);
        string pem = rsa.ExportSubjectPublicKeyInfoPem().Replace("\n", "\\n", StringComparison.Ordinal);
        SeedKey key = Read($$"""{"accounts": [{"name": "x", "keys": [{"publicKey": "{{pem}}"}]}]}""").Accounts[0].Keys[0];
        Assert.Equal(KeyKind.Rsa, key.Spec.Kind);
        Assert.Null(key.Secret);
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), key.Spec.Material.ToArray());
    }
}
