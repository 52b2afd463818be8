using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.MarketData;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;
using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Tests.MarketData;

/// <summary>
/// Calls public endpoints without a web host: on read models that the test fills, or that a replica feeds.
/// </summary>
internal sealed class PublicCalls
{
    public const long One = 100_000_000;

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EndpointTable _endpoints = BourseApi.Endpoints();
    private readonly ApiOptions _options;
    private ApiServices _services;

    public PublicCalls(ApiOptions? options = null)
    {
        _options = options ?? new ApiOptions();
        _services = Services(null!);
        SetReference(new VenueSettings(), TradingStatus.Trading, "BNBBTC", "LTCBTC", "ETHBTC");
    }

    public MarketDataModel Model { get; } = new();

    public ReferenceCatalog Catalog { get; } = new();

    /// <summary>From now on questions to the venue itself go to a replica that feeds the read models.</summary>
    public void Use(VenueReplica replica) => _services = Services(replica);

    /// <summary>Registers assets BNB, BTC, LTC, ETH and symbols of the two first.</summary>
    public void SetReference(VenueSettings settings, TradingStatus status, params string[] symbols) =>
        SetReference(settings, status, [.. symbols.Select((name, index) => Symbol(index + 1, name))]);

    public void SetReference(VenueSettings settings, TradingStatus status, params SymbolSpec[] symbols)
    {
        string[] names = ["BNB", "BTC", "LTC", "ETH"];
        AssetSpec[] assets = [.. names.Select((name, index) => new AssetSpec { Id = index + 1, Name = name })];
        Catalog.Tables = new ReferenceTables(symbols, assets, settings, status);
    }

    public static SymbolSpec Symbol(int id, string name) => new()
    {
        Id = id,
        Name = name,
        BaseAssetId = 1,
        QuoteAssetId = 2,
        Filters = new SymbolFilters(),
    };

    /// <summary>Applies an entry to the read models.</summary>
    public void Apply(long atUs, TradeEvent[] trades, LevelEvent[]? levels = null) =>
        Model.Apply(new Entry(Model.Sequence + 1, atUs, default), trades, levels ?? [], []);

    /// <summary>The answer's body; fails the test on an error.</summary>
    public string Get(string url, bool microseconds = false)
    {
        (string body, ApiError? error) = Call(url, microseconds);
        Assert.Null(error);
        return body;
    }

    public (int Code, string Message) Error(string url)
    {
        (_, ApiError? error) = Call(url, microseconds: false);
        Assert.NotNull(error);
        Assert.Equal(StatusCodes.Status400BadRequest, error.Status);
        return (error.Code, error.Message);
    }

    public int Weight(string url)
    {
        using TestRequest request = Begin(url, microseconds: false);
        return request.Endpoint.Weight(request);
    }

    /// <summary>JSON without blanks, its fields in the order in which they stand.</summary>
    public static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString(Relaxed);

    private ApiServices Services(VenueReplica replica) => new()
    {
        Replica = replica,
        Keys = null!,
        History = null!,
        Catalog = Catalog,
        MarketData = Model,
        Options = _options,
        Clock = new StoppedClock(),
    };

    private (string Body, ApiError? Error) Call(string url, bool microseconds)
    {
        using TestRequest request = Begin(url, microseconds);
        request.Endpoint.Weight(request);
        // Answers from memory are complete at once: nothing here would wait for a task.
        if (!request.Failed) request.Endpoint.Handler(request).AsTask().GetAwaiter().GetResult();
        string body = Encoding.UTF8.GetString(request.Json.Written.Span);
        return (body, request.Parameters.Error);
    }

    private TestRequest Begin(string url, bool microseconds)
    {
        string[] parts = url.Split('?', 2);
        ApiEndpoint? endpoint = _endpoints.Find("GET", "/api/v3/" + parts[0], out _);
        Assert.NotNull(endpoint);
        var request = new TestRequest();
        var usage = new AddressUsage(new LimitOptions(), isExempt: true);
        request.Begin(_services, endpoint, IPAddress.Loopback, usage, _services.NowUs());
        request.Parameters.Load(parts.Length > 1 ? parts[1] : "", ReadOnlySequence<byte>.Empty);
        request.Json.Microseconds = microseconds;
        return request;
    }

    /// <summary>Stands at the time of the specification's example of exchangeInfo.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(1_565_246_363_776);
    }
}
