using System.Globalization;
using System.Text;
using Bourse.Api.Auth;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.History;
using Bourse.History.Sqlite;
using Bourse.Log.Memory;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Api.Tests.Hosting;

/// <summary>
/// A whole node in the test's process: Kestrel on a port of its own, a replica over a log in memory, three symbols, two
/// accounts with funds.
/// </summary>
internal sealed class TestVenue : IAsyncDisposable
{
    public const long One = 100_000_000;

    private readonly SecretBox _secrets = new(new byte[SecretBox.KeyBytes]);
    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-api-").FullName;
    private readonly SqliteHistoryStore _store;
    private readonly HistoryProjection _history;
    private readonly ApiOptions _options;
    private readonly NodePart? _part;
    private WebApplication _app = null!;
    private int _keys;
    private int _symbols;

    private TestVenue(ApiOptions options, NodePart? part)
    {
        (_options, _part) = (options, part);
        Log = new MemoryLog(LogClock);
        _store = new SqliteHistoryStore(_folder);
        _history = new HistoryProjection(_store);
    }

    public MemoryLog Log { get; }

    public VenueReplica Replica { get; private set; } = null!;

    /// <summary>The API's clock.</summary>
    public ShiftedTime Clock { get; } = new();

    /// <summary>The log's clock, and so the venue's.</summary>
    public ShiftedTime LogClock { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The same API without a socket.</summary>
    public HttpTransport Transport { get; private set; } = null!;

    public TestKey Alice { get; private set; } = null!;

    public TestKey Bob { get; private set; } = null!;

    /// <param name="at">When all in the venue's life happens; null for a time that goes on from now.</param>
    /// <param name="idle">How long a connection may be open without a request; the API's own limit unless given.</param>
    public static async Task<TestVenue> StartAsync(
        ApiOptions? options = null, VenueSettings? settings = null, ReplicaOptions? replica = null,
        NodePart? part = null, TimeSpan? idle = null, DateTimeOffset? at = null)
    {
        var venue = new TestVenue(options ?? new ApiOptions(), part);
        if (at is { } moment)
        {
            venue.Clock.Freeze(moment);
            venue.LogClock.Freeze(moment);
        }
        await venue.StartNodeAsync(replica ?? new ReplicaOptions(), idle);
        await venue.SeedAsync(settings ?? new VenueSettings());
        return venue;
    }

    public async Task<long> OperateAsync(object command)
    {
        using CommandResult result = await Replica.SubmitOperatorAsync(command);
        Assert.Equal(RejectReason.None, result.Outcome.Reason);
        return result.Outcome.Id;
    }

    /// <summary>A symbol of a test's own, BTC against USDT, as the ordinary ones but for a change; returns its name.</summary>
    public async Task<string> AddSymbolAsync(Func<SymbolSpec, SymbolSpec> change)
    {
        string name = "OWN" + Interlocked.Increment(ref _symbols).ToString(CultureInfo.InvariantCulture);
        await OperateAsync(new AddSymbol(change(Symbol(name, 1, 3))));
        return name;
    }

    public async Task<TestKey> OpenAccountAsync(string name, long funds = 1_000_000 * One)
    {
        int accountId = (int)await OperateAsync(new OpenAccount(new AccountSpec { Name = name }));
        for (int asset = 1; asset <= 3; asset++) await OperateAsync(new Deposit(accountId, asset, funds, Reference: 1));
        return await CreateKeyAsync(accountId);
    }

    public async Task<TestKey> CreateKeyAsync(
        int accountId,
        KeyPermissions permissions = KeyPermissions.All,
        string[]? addresses = null,
        int[]? symbols = null,
        long expiresAtUs = 0)
    {
        string apiKey = "key" + (++_keys).ToString(CultureInfo.InvariantCulture).PadLeft(61, '0');
        string secret = "secret" + _keys;
        return await CreateKeyAsync(
            new KeySpec
            {
                AccountId = accountId,
                ApiKey = apiKey,
                Permissions = permissions,
                Material = _secrets.Seal(accountId, apiKey, secret),
                AllowedAddresses = addresses ?? [],
                AllowedSymbols = symbols ?? [],
                ExpiresAtUs = expiresAtUs,
            },
            TestKey.Hmac(secret));
    }

    public async Task<TestKey> CreateKeyAsync(KeySpec key, Func<byte[], string> sign)
    {
        int keyId = (int)await OperateAsync(new CreateKey(key));
        return new TestKey(key.AccountId, keyId, key.ApiKey, sign);
    }

    /// <summary>
    /// A signed call with its parameters in the query, with a timestamp of now and, unless it has one, the widest
    /// window.
    /// </summary>
    public Task<ApiAnswer> CallAsync(TestKey key, string method, string path, string parameters = "")
    {
        string separator = parameters.Length == 0 ? "" : "&";
        string window = parameters.Contains("recvWindow", StringComparison.Ordinal) ? "" : "recvWindow=60000&";
        string query = key.Signed($"{parameters}{separator}{window}timestamp={Clock.NowMs}");
        return SendAsync(method, path, query, apiKey: key.ApiKey);
    }

    /// <summary>POST /api/v3/order.</summary>
    public Task<ApiAnswer> PlaceAsync(TestKey key, string parameters) =>
        CallAsync(key, "POST", "/api/v3/order", parameters);

    /// <summary>A resting or crossing limit order on BTCUSDT; returns its id.</summary>
    public async Task<long> LimitAsync(TestKey key, string side, string quantity, string price)
    {
        ApiAnswer answer = await PlaceAsync(
            key, $"symbol=BTCUSDT&side={side}&type=LIMIT&timeInForce=GTC&quantity={quantity}&price={price}");
        return answer.Ok().GetProperty("orderId").GetInt64();
    }

    public async Task<ApiAnswer> SendAsync(
        string method,
        string path,
        string query = "",
        string? body = null,
        string? apiKey = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), query.Length == 0 ? path : path + "?" + query);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (apiKey is not null) request.Headers.TryAddWithoutValidation("X-MBX-APIKEY", apiKey);
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await Http.SendAsync(request);
        return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Replica.DisposeAsync();
        await Log.DisposeAsync();
        _history.Dispose();
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
        _secrets.Dispose();
    }

    private async Task StartNodeAsync(ReplicaOptions options, TimeSpan? idle)
    {
        var catalog = new ReferenceCatalog();
        var keys = new KeyDirectory(_secrets);
        var marketData = new MarketDataModel();
        IEventConsumer[] consumers = [catalog, keys, marketData, _history];
        if (_part is not null) consumers = [.. consumers, _part.Consumer(catalog)];
        Replica = await VenueReplica.StartAsync(
            Log, consumers, options, TimeProvider.System,
            NullLogger<VenueReplica>.Instance);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.UseBourseLimits();
            if (idle is { } timeout) kestrel.Limits.KeepAliveTimeout = timeout;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        var services = new ApiServices
        {
            Replica = Replica,
            Catalog = catalog,
            Keys = keys,
            MarketData = marketData,
            History = new HistoryQueries(_history),
            Clock = Clock,
            Options = _options,
        };
        ApiPipeline pipeline = _app.UseBourseApi(services);
        Transport = new HttpTransport(pipeline);
        _part?.Map(_app, pipeline);
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private async Task SeedAsync(VenueSettings settings)
    {
        await OperateAsync(new ConfigureVenue(settings));
        foreach (string asset in (string[])["BTC", "ETH", "USDT"])
            await OperateAsync(new AddAsset(new AssetSpec { Name = asset }));
        await OperateAsync(new AddSymbol(Symbol("BTCUSDT", 1, 3)));
        await OperateAsync(new AddSymbol(Symbol("ETHUSDT", 2, 3)));
        await OperateAsync(new AddSymbol(Symbol("１２３４５６", 2, 1)));
        Alice = await OpenAccountAsync("alice");
        Bob = await OpenAccountAsync("bob");
    }

    private static SymbolSpec Symbol(string name, int baseAssetId, int quoteAssetId) => new()
    {
        Name = name,
        BaseAssetId = baseAssetId,
        QuoteAssetId = quoteAssetId,
        Filters = new SymbolFilters
        {
            PriceMin = One / 100,
            PriceMax = 1_000_000 * One,
            TickSize = One / 100,
            QuantityMin = One / 100_000,
            QuantityMax = 9_000 * One,
            StepSize = One / 100_000,
            NotionalMin = 5 * One,
            ApplyNotionalMinToMarket = true,
            IcebergParts = 100,
            OrdersMax = 200,
            AlgoOrdersMax = 5,
            OrderListsMax = 20,
            OrderAmendsMax = 10,
            TrailingAboveDeltaMin = 10,
            TrailingAboveDeltaMax = 2000,
            TrailingBelowDeltaMin = 10,
            TrailingBelowDeltaMax = 2000,
        },
    };
}
