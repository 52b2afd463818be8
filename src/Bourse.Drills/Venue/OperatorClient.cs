using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Drills.Http;
using Bourse.Zones;

namespace Bourse.Drills.Venue;

/// <summary>An operator at the admin listener of a node or worker.</summary>
internal sealed class OperatorClient : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private readonly Endpoint _endpoint;
    private readonly string _token;

    /// <exception cref="DrillException">The part has no token yet: it never started.</exception>
    public OperatorClient(Part part)
    {
        string data = Path.Combine(part.Definition.Folder, "data");
        try
        {
            _token = File.ReadAllText(Path.Combine(data, "admin-token")).Trim();
            var url = new Uri(File.ReadAllText(Path.Combine(data, "admin-url")).Trim());
            _endpoint = new Endpoint(part.Name, $"{url.Host}:{url.Port}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DrillException(
                $"{part.Name} cannot be operated ({e.Message}): run as the user who started it.", e);
        }
    }

    public string Name => _endpoint.Name;

    /// <summary>Asks.</summary>
    /// <exception cref="DrillException">It does not answer.</exception>
    public async Task<JsonNode> GetAsync(string path) =>
        (await SendAsync("GET", path, null).ConfigureAwait(false)).Answer;

    /// <summary>Tells it to do something; a name that is taken is no failure.</summary>
    /// <exception cref="DrillException">It refuses or does not answer.</exception>
    public async Task<JsonNode> DoAsync(string method, string path, JsonObject body) =>
        (await SendAsync(method, path, body).ConfigureAwait(false)).Answer;

    public void Dispose() => _endpoint.Dispose();

    private async Task<(int Status, JsonNode Answer)> SendAsync(string method, string path, JsonObject? body)
    {
        byte[] request = RequestBytes.Of(method, $"/admin/{path}", body?.ToJsonString() ?? "",
            $"Authorization: Bearer {_token}", "Content-Type: application/json");
        HttpReply reply = await _endpoint.SendAsync(request, AnswerWithin).ConfigureAwait(false);
        if (reply.IsSuccess || reply.Body.Contains("NameTaken", StringComparison.Ordinal))
            return (reply.Status, Parse(reply.Body));
        throw new DrillException($"{Name} does not do {method} /admin/{path}: {reply}");
    }

    private JsonNode Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) ?? new JsonObject();
        }
        catch (JsonException e)
        {
            throw new DrillException($"{Name} answered with what is no JSON: {body}", e);
        }
    }
}
