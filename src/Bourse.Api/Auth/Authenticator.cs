using System.Security.Cryptography;
using Bourse.Api.Http;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Auth;

/// <summary>
/// Finds out who sent a signed request (rest-api.md, "SIGNED Endpoint security" and "Timing security").
/// </summary>
/// <remarks>
/// Order of the checks: form of the key (-2014), presence of timestamp and signature (-1102), key (-2015) and signature
/// (-1022), permissions, address and expiry (-2015), time (-1021). Whoever cannot sign learns nothing of a key's
/// permissions, and a key that is not there takes as long as a wrong signature.
/// </remarks>
internal sealed class Authenticator(KeyDirectory keys)
{
    private const int ApiKeyLengthMax = 64;
    private const long WindowDefaultUs = 5_000_000;
    private const long WindowMaxMs = 60_000;
    private const long AheadMaxUs = 1_000_000;

    private readonly SignatureVerifier _decoy = new HmacVerifier(RandomNumberGenerator.GetBytes(64));

    /// <summary>Sets the request's credential and expiry, or its error.</summary>
    public void Authenticate(ApiRequest request, KeyPermissions wanted)
    {
        RequestParameters parameters = request.Parameters;
        if (!IsKey(request.ApiKey)) parameters.Fail(ApiErrors.BadApiKeyFormat);
        if (!parameters.TryTime("timestamp"u8, out long timestampUs))
        {
            if (request.Endpoint.IsTimed || !request.IsLoggedOn) parameters.Fail(ApiErrors.Mandatory("timestamp"u8));
            timestampUs = request.ReceivedUs;
        }
        long windowUs = Window(parameters);
        ReadOnlySpan<byte> signature = request.IsLoggedOn ? default : parameters.Text("signature"u8);
        if (request.Failed) return;

        Credential? credential = keys.Find(request.ApiKey);
        bool isSigned = request.IsLoggedOn
            || (credential?.Verifier ?? _decoy).Verify(parameters.SignaturePayload(), signature);
        if (credential is null) request.Fail(ApiErrors.RejectedKey);
        else if (!isSigned) request.Fail(ApiErrors.InvalidSignature);
        else if (!credential.Allows(wanted, request.Address, request.ReceivedUs)) request.Fail(ApiErrors.RejectedKey);
        else if (timestampUs >= request.ReceivedUs + AheadMaxUs) request.Fail(ApiErrors.TimestampAhead);
        else if (request.ReceivedUs - timestampUs > windowUs) request.Fail(ApiErrors.TimestampOutsideWindow);
        if (request.Failed) return;
        request.Credential = credential;
        request.ExpiresAtUs = timestampUs + windowUs;
    }

    /// <summary>Sets the credential of a request that names its key and is not signed, or its error.</summary>
    public void Identify(ApiRequest request, KeyPermissions wanted)
    {
        if (!IsKey(request.ApiKey)) request.Fail(ApiErrors.BadApiKeyFormat);
        if (request.Failed) return;
        Credential? credential = keys.Find(request.ApiKey);
        if (credential?.Allows(wanted, request.Address, request.ReceivedUs) == true) request.Credential = credential;
        else request.Fail(ApiErrors.RejectedKey);
    }

    /// <summary>recvWindow in microseconds: at most 60000 ms, with up to 3 decimals.</summary>
    private static long Window(RequestParameters parameters)
    {
        if (!parameters.TryAmount("recvWindow"u8, out long units)) return WindowDefaultUs;
        const long UnitsPerUs = 100_000;
        if (units > WindowMaxMs * 1000 * UnitsPerUs)
            parameters.Fail(ApiErrors.GreaterThan("recvWindow"u8, WindowMaxMs));
        else if (units % UnitsPerUs != 0) parameters.Fail(ApiErrors.TooPrecise("recvWindow"u8));
        return units / UnitsPerUs;
    }

    private static bool IsKey(string apiKey)
    {
        if (apiKey.Length is 0 or > ApiKeyLengthMax) return false;
        foreach (char c in apiKey)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }
        return true;
    }
}
