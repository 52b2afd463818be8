using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.CommandLine;

/// <summary>Talks to the admin listener of the node that runs on a data folder.</summary>
internal sealed class AdminClient : IDisposable
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly HttpClient _http;
    private readonly string _url;

    private AdminClient(string url, string token)
    {
        _url = url;
        _http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads address and token from the data folder.</summary>
    /// <exception cref="StartFailedException">There are none.</exception>
    public static AdminClient Open(string dataFolder)
    {
        if (!DataFolder.IsOne(dataFolder))
            throw new StartFailedException($"{dataFolder} is no venue's data folder: name it with --data.");
        return new AdminClient(
            ReadLine(DataFolder.AdminUrlFileIn(dataFolder)), ReadLine(DataFolder.AdminTokenFileIn(dataFolder)));
    }

    /// <summary>Sends a request and prints the answer; the exit code is 0 when it was done.</summary>
    public async Task<int> SendAsync(
        HttpMethod method, string path, JsonNode? body, TextWriter output, TextWriter errors,
            CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            string text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                await output.WriteLineAsync(Pretty(text)).ConfigureAwait(false);
                return 0;
            }
            await errors.WriteLineAsync(Message(text, (int)response.StatusCode)).ConfigureAwait(false);
            return 1;
        }
        catch (HttpRequestException e)
        {
            await errors.WriteLineAsync(
                $"No node answers at {_url} ({e.Message}). Start one on this data folder, or name another with --data.")
                .ConfigureAwait(false);
            return 1;
        }
    }

    public void Dispose() => _http.Dispose();

    private static string ReadLine(string file) => File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : throw new StartFailedException($"{file} is not there: start the node once on this data folder.");

    private static string Pretty(string text) => JsonNode.Parse(text)?.ToJsonString(Format) ?? "";

    private static string Message(string text, int status)
    {
        try
        {
            return JsonNode.Parse(text)?["message"]?.GetValue<string>() ?? $"HTTP {status}";
        }
        catch (JsonException)
        {
            return $"HTTP {status}: {text}";
        }
    }
}
