using System.Diagnostics;
using System.Net;
using Bourse.Api.Auth;
using Bourse.Api.Limits;
using Bourse.Venue.Reference;

namespace Bourse.Api.Http;

/// <summary>
/// One request on its way through the API, whatever brought it: a transport derives its own, with what it needs to
/// answer. Reused between requests: nothing of it may be kept.
/// </summary>
public abstract class ApiRequest : IDisposable
{
    /// <summary>HTTP's and the WebSocket API's status of what went well.</summary>
    public const int Done = 200;

    /// <summary>What the handler works with.</summary>
    public ApiServices Services { get; private set; } = null!;

    /// <summary>Cancelled when nobody waits for the answer any longer.</summary>
    public abstract CancellationToken Aborted { get; }

    public RequestParameters Parameters { get; } = new();

    /// <summary>The response's body.</summary>
    public JsonPen Json { get; } = new();

    /// <summary>Where the request came from.</summary>
    public IPAddress Address { get; private set; } = IPAddress.None;

    /// <summary>The API key that the request names, empty for none. Its transport sets it.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// True when <see cref="ApiKey"/> has signed before, for the whole connection, so that this request need not be.
    /// </summary>
    public bool IsLoggedOn { get; set; }

    /// <summary>What this node must have applied before it answers; 0 for nothing. Its transport sets it.</summary>
    public long MinimumSequence { get; set; }

    /// <summary>The key that signed the request; null for public endpoints.</summary>
    public Credential? Credential { get; internal set; }

    /// <summary>The account of the key; 0 for public endpoints. No account is ever taken from a parameter.</summary>
    public int AccountId => Credential?.AccountId ?? 0;

    /// <summary>When the request came, microseconds since the Unix epoch.</summary>
    public long ReceivedUs { get; private set; }

    /// <summary>timestamp + recvWindow of a signed request, microseconds since the Unix epoch.</summary>
    public long ExpiresAtUs { get; internal set; }

    /// <summary>The log's sequence number that the response includes and tells.</summary>
    public long Sequence { get; set; }

    /// <summary>
    /// Status of a response without an error. Any but <see cref="Done"/> says that the body tells what went wrong.
    /// </summary>
    public int StatusCode { get; set; }

    /// <summary>The account's unfilled order counts, when the request placed orders.</summary>
    public UnfilledCounts UnfilledCounts { get; set; }

    /// <summary>The weight that the address has used in the running minute, this request included.</summary>
    public int UsedWeight { get; internal set; }

    /// <summary>True when the caller has gone: there is nobody to tell anything.</summary>
    public bool IsAbandoned { get; internal set; }

    /// <summary>True when something is wrong; the handler then returns and the error is sent.</summary>
    public bool Failed => Parameters.Error is not null;

    /// <summary><see cref="Stopwatch.GetTimestamp"/> of its arrival.</summary>
    internal long StartedAt { get; private set; }

    public ApiEndpoint Endpoint { get; private set; } = null!;

    internal AddressUsage Usage { get; private set; } = null!;

    /// <summary>A body made before; sent instead of what <see cref="Json"/> holds.</summary>
    internal ReadOnlyMemory<byte> PreparedBody { get; private set; }

    /// <summary>What is answered.</summary>
    public ReadOnlyMemory<byte> Body => PreparedBody.IsEmpty ? Json.Written : PreparedBody;

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

    /// <summary>Makes the error, if there is one, the answer's body and status.</summary>
    public void WriteError()
    {
        if (Parameters.Error is not { } error) return;
        StatusCode = error.Status;
        PreparedBody = default;
        Json.Clear();
        Json.Error(error);
    }

    internal void Begin(
        ApiServices services, ApiEndpoint endpoint, IPAddress address, AddressUsage usage, long nowUs)
    {
        Services = services;
        Endpoint = endpoint;
        Address = address;
        Usage = usage;
        ReceivedUs = nowUs;
        StartedAt = Stopwatch.GetTimestamp();
        ApiKey = "";
        IsLoggedOn = false;
        MinimumSequence = 0;
        Credential = null;
        ExpiresAtUs = 0;
        Sequence = 0;
        StatusCode = Done;
        UnfilledCounts = default;
        UsedWeight = 0;
        IsAbandoned = false;
        PreparedBody = default;
        Parameters.Clear();
        Json.Clear();
        Json.Microseconds = false;
    }

    /// <summary>Lets go of what belonged to this one request.</summary>
    public virtual void Clear()
    {
        Credential = null;
        PreparedBody = default;
        Parameters.Trim();
    }

    public void Dispose()
    {
        Json.Dispose();
        GC.SuppressFinalize(this);
    }
}
