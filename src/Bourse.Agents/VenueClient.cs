using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bourse.Agents;

/// <summary>A small client of the public REST API with HMAC signatures: what the agents need and no more.</summary>
public sealed class VenueClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public VenueClient(Uri baseUrl, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        _clock = clock;
        _http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = baseUrl,
            Timeout = TimeSpan.FromSeconds(15),
        };
    }

    /// <summary>GET without a signature.</summary>
    /// <exception cref="VenueErrorException">The venue refused.</exception>
    /// <exception cref="HttpRequestException">The venue was not reached.</exception>
    public Task<JsonElement> GetPublicAsync(string pathAndQuery, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, pathAndQuery), cancellation);

    /// <summary>A signed request; parameters travel in the query.</summary>
    /// <param name="query">Name and value pairs joined with an ampersand; may be empty.</param>
    /// <exception cref="VenueErrorException">The venue refused.</exception>
    /// <exception cref="HttpRequestException">The venue was not reached.</exception>
    public Task<JsonElement> SendSignedAsync(
        HttpMethod method, string path, string query, AgentAccount account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        string timestamp = _clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string payload = string.IsNullOrEmpty(query) ? $"timestamp={timestamp}" : $"{query}&timestamp={timestamp}";
        string signature = Sign(payload, account.ApiSecret);
        var request = new HttpRequestMessage(method, $"{path}?{payload}&signature={signature}");
        request.Headers.Add("X-MBX-APIKEY", account.ApiKey);
        return SendAsync(request, cancellation);
    }

    /// <summary>The lower-case hex HMAC-SHA256 of a payload.</summary>
    public static string Sign(string payload, string secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw ToError(response, body);
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
    }

    private static VenueErrorException ToError(HttpResponseMessage response, byte[] body)
    {
        TimeSpan retryAfter = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        int status = (int)response.StatusCode;
        try
        {
            using var document = JsonDocument.Parse(body);
            int code = document.RootElement.GetProperty("code").GetInt32();
            string message = document.RootElement.GetProperty("msg").GetString() ?? "";
            return new VenueErrorException(status, code, message, retryAfter);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new VenueErrorException(status, 0, $"HTTP {status}", retryAfter);
        }
    }
}
