using System.Text.Json.Nodes;
using Bourse.Server.Json;

namespace Bourse.Server.Admin;

/// <summary>
/// Maps a path to a function from JSON to JSON. Request delegates, written out: no binding by reflection.
/// </summary>
internal static class AdminRoutes
{
    /// <summary>Answers a question.</summary>
    public static void Get(this WebApplication app, string pattern, Func<HttpContext, JsonNode> answer) =>
        app.MapGet(pattern, http => http.Response.WriteAsJsonAsync(answer(http)));

    /// <summary>Carries out what has no body.</summary>
    public static void Do(
        this WebApplication app, HttpMethod method, string pattern, Func<HttpContext, Task<JsonObject>> action) =>
        app.MapMethods(pattern, [method.Method], async (HttpContext http) =>
        {
            JsonObject answer = await action(http).ConfigureAwait(false);
            await http.Response.WriteAsJsonAsync(answer).ConfigureAwait(false);
        });

    /// <summary>Carries out what the body says.</summary>
    public static void Do(
        this WebApplication app, HttpMethod method, string pattern,
            Func<HttpContext, JsonCursor, Task<JsonObject>> action) =>
        app.Do(method, pattern, async http =>
            await action(http, await AdminApi.BodyAsync(http).ConfigureAwait(false)).ConfigureAwait(false));

    /// <summary>A part of the path.</summary>
    public static string Part(this HttpContext http, string name) => (string)http.Request.RouteValues[name]!;
}
