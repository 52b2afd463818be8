using System.Globalization;
using Bourse.Agents;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;

namespace Bourse.Server.Seed;

/// <summary>Reads a seed (docs/seed.schema.json). One reader for one document: it keeps the names met so far.</summary>
public sealed class SeedReader
{
    private const int FirstAccountId = AccountSpec.FeeAccountId + 1;

    private readonly Dictionary<string, int> _assets = [];
    private readonly Dictionary<string, int> _symbols = [];
    private readonly Dictionary<string, int> _accounts = [];
    private readonly Func<string> _keyText;

    /// <param name="keyText">Makes the keys and secrets that the seed leaves out.</param>
    public SeedReader(Func<string> keyText) => _keyText = keyText;

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonShapeException">
    /// It is not a seed; the message begins with the path of the place.
    /// </exception>
    public SeedDocument Read(string text)
    {
        JsonCursor root = JsonCursor.Parse(text);
        root.AllowOnly("$schema", "settings", "feeTiers", "assets", "symbols", "accounts", "agents");
        return new SeedDocument
        {
            Settings = root.Optional("settings") is { } settings
                ? SpecReader.Settings(settings, new VenueSettings())
                : null,
            FeeTiers = [.. root.OptionalItems("feeTiers").Select(ReadFeeTier)],
            Assets = [.. root.OptionalItems("assets").Select(ReadAsset)],
            Symbols = [.. root.OptionalItems("symbols").Select(ReadSymbol)],
            Accounts = [.. root.OptionalItems("accounts").Select(ReadAccount)],
            Agents = root.Optional("agents") is { } agents ? ReadAgents(agents) : null,
        };
    }

    private static (string, int, FeeRates) ReadFeeTier(JsonCursor tier)
    {
        tier.AllowOnly("tier", "maker", "taker");
        return (tier.Path, SpecReader.FeeTier(tier.Member("tier")), SpecReader.Fees(tier));
    }

    private (string, AssetSpec) ReadAsset(JsonCursor item)
    {
        AssetSpec asset = SpecReader.Asset(item);
        int id = Register(_assets, asset.Name, 1, item.Member("name"));
        return (item.Path, asset with { Id = id });
    }

    private (string, SymbolSpec) ReadSymbol(JsonCursor item)
    {
        var bare = new SymbolSpec
        {
            Name = item.Member("name").Text(),
            BaseAssetId = Known(_assets, item.Member("base"), "asset"),
            QuoteAssetId = Known(_assets, item.Member("quote"), "asset"),
            Filters = new SymbolFilters(),
        };
        int id = Register(_symbols, bare.Name, 1, item.Member("name"));
        return (item.Path, SpecReader.Symbol(item, bare with { Id = id }));
    }

    private SeedAccount ReadAccount(JsonCursor item)
    {
        item.AllowOnly("name", "feeTier", "tradeGroupId", "rights", "balances", "keys");
        string name = item.Member("name").Text();
        int id = Register(_accounts, name, FirstAccountId, item.Member("name"));
        AccountSpec spec = SpecReader.Account(item, new AccountSpec { Name = name }) with { Id = id };
        return new SeedAccount(item.Path, spec, [.. ReadBalances(item)], [.. ReadKeys(item, spec)]);
    }

    private IEnumerable<(int AssetId, long Amount)> ReadBalances(JsonCursor account)
    {
        if (account.Optional("balances") is not { } balances) yield break;
        foreach ((string asset, JsonCursor amount) in balances.Members())
        {
            if (!_assets.TryGetValue(asset, out int assetId)) throw amount.Wrong($"no asset of this seed: {asset}");
            if (amount.Amount() > 0) yield return (assetId, amount.Amount());
        }
    }

    private IEnumerable<SeedKey> ReadKeys(JsonCursor account, AccountSpec owner) => account.Optional("keys") is { } keys
        ? keys.Items().Select(key => ReadKey(key, owner))
        : [NewKey($"{account.Path}.keys", owner)];

    private SeedKey NewKey(string path, AccountSpec owner) => new(path,
        new KeySpec { AccountId = owner.Id, ApiKey = _keyText(), Material = default, Label = owner.Name }, _keyText());

    private SeedKey ReadKey(JsonCursor item, AccountSpec owner)
    {
        item.AllowOnly("label", "apiKey", "apiSecret", "publicKey", "permissions", "addresses", "symbols");
        var spec = new KeySpec
        {
            AccountId = owner.Id,
            ApiKey = item.Optional("apiKey") is { } text ? SpecReader.ApiKey(text) : _keyText(),
            Material = default,
            Label = item.Optional("label")?.Text() ?? owner.Name,
            Permissions = SpecReader.Permissions(item, KeyPermissions.All),
            AllowedAddresses = [.. item.OptionalItems("addresses").Select(address => address.Text())],
            AllowedSymbols = [.. item.OptionalItems("symbols").Select(symbol => Known(_symbols, symbol, "symbol"))],
        };
        if (item.Optional("publicKey") is not { } publicKey)
            return new SeedKey(item.Path, spec, item.Optional("apiSecret")?.Text() ?? _keyText());
        if (!PublicKeyMaterial.TryRead(publicKey.Text(), out KeyKind kind, out byte[] material, out string problem))
            throw publicKey.Wrong(problem);
        return new SeedKey(item.Path, spec with { Kind = kind, Material = material }, Secret: null);
    }

    private SeedAgents ReadAgents(JsonCursor agents)
    {
        agents.AllowOnly("numeraire", "values", "makers", "takers");
        string numeraire = agents.Member("numeraire").Text();
        Known(_assets, agents.Member("numeraire"), "asset");
        var values = new Dictionary<string, decimal> { [numeraire] = 1 };
        foreach ((string asset, JsonCursor value) in agents.Member("values").Members())
        {
            if (!_assets.ContainsKey(asset)) throw value.Wrong($"no asset of this seed: {asset}");
            values[asset] = decimal.Parse(AmountText.Format(value.Amount()), CultureInfo.InvariantCulture);
        }
        return new SeedAgents(numeraire, values,
        [
            .. agents.OptionalItems("makers").Select(agent => ReadAgent(agent, AgentKind.Maker)),
            .. agents.OptionalItems("takers").Select(agent => ReadAgent(agent, AgentKind.Taker)),
        ]);
    }

    private SeedAgent ReadAgent(JsonCursor agent, AgentKind kind)
    {
        agent.AllowOnly("account", "symbols");
        Known(_accounts, agent.Member("account"), "account");
        string[] symbols = [.. agent.Member("symbols").Items().Select(symbol => symbol.Text())];
        foreach (JsonCursor symbol in agent.Member("symbols").Items()) Known(_symbols, symbol, "symbol");
        return new SeedAgent(agent.Member("account").Text(), kind, symbols);
    }

    private static int Register(Dictionary<string, int> names, string name, int firstId, JsonCursor place)
    {
        int id = names.Count + firstId;
        if (!names.TryAdd(name, id)) throw place.Wrong($"{name} is there already");
        return id;
    }

    private static int Known(Dictionary<string, int> names, JsonCursor name, string what) =>
        names.TryGetValue(name.Text(), out int id) ? id : throw name.Wrong($"no {what} of this seed: {name.Text()}");
}
