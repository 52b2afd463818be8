using System.Text.Json.Nodes;

namespace Bourse.Server.CommandLine;

/// <summary>One request to the admin interface.</summary>
internal sealed record AdminCall(HttpMethod Method, string Path, JsonNode? Body = null)
{
    public static AdminCall Get(params ReadOnlySpan<string> path) => new(HttpMethod.Get, Join(path));

    public static AdminCall Post(JsonNode? body, params ReadOnlySpan<string> path) =>
        new(HttpMethod.Post, Join(path), body);

    public static AdminCall Put(JsonNode? body, params ReadOnlySpan<string> path) =>
        new(HttpMethod.Put, Join(path), body);

    public static AdminCall Patch(JsonNode? body, params ReadOnlySpan<string> path) =>
        new(HttpMethod.Patch, Join(path), body);

    private static string Join(ReadOnlySpan<string> path)
    {
        string joined = "/admin";
        foreach (string part in path) joined += "/" + Uri.EscapeDataString(part);
        return joined;
    }
}
