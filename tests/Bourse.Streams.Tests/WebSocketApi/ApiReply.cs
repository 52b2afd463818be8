using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>A message of the WebSocket API.</summary>
internal sealed record ApiReply(string Text)
{
    public JsonObject Json { get; } = JsonNode.Parse(Text)!.AsObject();

    public int Status => Json["status"]!.GetValue<int>();

    /// <summary>The result or the error, in the very characters that were sent.</summary>
    public string Body
    {
        get
        {
            JsonElement root = JsonDocument.Parse(Text).RootElement;
            return (root.TryGetProperty("result", out JsonElement result) ? result : root.GetProperty("error"))
                .GetRawText();
        }
    }

    /// <summary>Request weight that the address has used.</summary>
    public int Weight => Limits.Single(limit => limit!["rateLimitType"]!.GetValue<string>() == "REQUEST_WEIGHT")!["count"]!
        .GetValue<int>();

    public JsonArray Limits => Json["rateLimits"]!.AsArray();

    /// <summary>Fails unless this is a success; returns its result.</summary>
    public JsonNode Ok()
    {
        Assert.True(Status == 200 && !Json.ContainsKey("error"), Text);
        return Json["result"]!;
    }

    public void AssertError(int status, int code, string message)
    {
        Assert.False(Json.ContainsKey("result"), Text);
        JsonNode error = Json["error"]!;
        Assert.Equal(
            (status, code, message), (Status, error["code"]!.GetValue<int>(), error["msg"]!.GetValue<string>()));
    }
}
