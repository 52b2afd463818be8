using System.Diagnostics;
using Bourse.Api.Auth;
using Bourse.Api.Limits;
using Bourse.Venue.Reference;
using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Http;

/// <summary>One request on its way through the API. Reused between requests: nothing of it may be kept.</summary>
public sealed class ApiRequest : IDisposable
{
    /// <summary>What the handler works with.</summary>
    public ApiServices Services { get; private set; } = null!;

    public HttpContext Http { get; private set; } = null!;

    public RequestParameters Parameters { get; } = new();

    /// <summary>The response's body.</summary>
    public JsonPen Json { get; } = new();

    /// <summary>The key that signed the request; null for public endpoints.</summary>
    public Credential? Credential { get; internal set; }

    /// <summary>The account of the key; 0 for public endpoints. No account is ever taken from a parameter.</summary>
    public int AccountId => Credential?.AccountId ?? 0;

    /// <summary>When the request came, microseconds since the Unix epoch.</summary>
    public long ReceivedUs { get; private set; }

    /// <summary>timestamp + recvWindow of a signed request, microseconds since the Unix epoch.</summary>
    public long ExpiresAtUs { get; internal set; }

    /// <summary>The log's sequence number that the response tells in X-Bourse-Seq.</summary>
    public long Sequence { get; set; }

    /// <summary>HTTP status of a response without an error.</summary>
    public int StatusCode { get; set; }

    /// <summary>True when something is wrong; the handler then returns and the error is sent.</summary>
    public bool Failed => Parameters.Error is not null;

    /// <summary><see cref="Stopwatch.GetTimestamp"/> of its arrival.</summary>
    internal long StartedAt { get; private set; }

    internal ApiEndpoint Endpoint { get; private set; } = null!;

    internal AddressUsage Usage { get; private set; } = null!;

    /// <summary>A body made before; sent instead of what <see cref="Json"/> holds.</summary>
    internal ReadOnlyMemory<byte> PreparedBody { get; private set; }

    /// <summary>Ends the request with an error unless it has one already.</summary>
    public void Fail(ApiError error) => Parameters.Fail(error);

    /// <summary>Answers with JSON made before, as of a read model that keeps it.</summary>
    public void Reply(ReadOnlyMemory<byte> json) => PreparedBody = json;

    /// <summary>The mandatory parameter `symbol`; null with the request failed (-1102, -1105, -1100, -1121).</summary>
    public SymbolSpec? Symbol()
    {
        ReadOnlySpan<byte> name = Parameters.Text("symbol"u8);
        return name.IsEmpty ? null : SymbolOf(name, "symbol"u8);
    }

    /// <summary>The optional parameter `symbol`; null when it was not sent, or with the request failed.</summary>
    public SymbolSpec? OptionalSymbol() =>
        Parameters.TryText("symbol"u8, out ReadOnlySpan<byte> name) ? SymbolOf(name, "symbol"u8) : null;

    /// <summary>A symbol by its name; null with the request failed (-1100, -1121).</summary>
    public SymbolSpec? SymbolOf(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> parameter)
    {
        if (!LegalRanges.IsSymbol(symbol))
        {
            Fail(ApiErrors.IllegalCharactersIn(parameter, LegalRanges.Symbol));
            return null;
        }
        SymbolSpec? spec = Services.Catalog.Symbol(symbol);
        if (spec is null) Fail(ApiErrors.InvalidSymbol);
        else if (Credential is { } credential && !credential.MayUse(spec.Id)) Fail(ApiErrors.RejectedKey);
        return spec;
    }

    internal void Begin(ApiServices services, HttpContext http, ApiEndpoint endpoint, AddressUsage usage, long nowUs)
    {
        Services = services;
        Http = http;
        Endpoint = endpoint;
        Usage = usage;
        ReceivedUs = nowUs;
        StartedAt = Stopwatch.GetTimestamp();
        Credential = null;
        ExpiresAtUs = 0;
        Sequence = 0;
        StatusCode = StatusCodes.Status200OK;
        PreparedBody = default;
        Json.Clear();
        Json.Microseconds = false;
    }

    internal void End()
    {
        Http = null!;
        Credential = null;
        PreparedBody = default;
        Parameters.Trim();
    }

    public void Dispose() => Json.Dispose();
}
