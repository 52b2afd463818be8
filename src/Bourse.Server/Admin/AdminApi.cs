using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Api.Auth;
using Bourse.Server.Json;

namespace Bourse.Server.Admin;

/// <summary>
/// The operator's interface: JSON over a listener of its own. Every request carries the token of the data folder; every
/// change goes through the log, so it is audited like an order.
/// </summary>
public static class AdminApi
{
    private const int BodyBytesMax = 256 * 1024;
    private const string Scheme = "Bearer ";

    /// <summary>Maps everything under /admin.</summary>
    public static void MapAdmin(this WebApplication app, OperatorDesk desk, SecretBox secrets, string token)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use((http, next) => http.Request.Path.StartsWithSegments("/admin")
            ? GuardAsync(http, next, token)
            : next(http));
        StatusEndpoints.Map(app, desk);
        AccountEndpoints.Map(app, desk);
        KeyEndpoints.Map(app, desk, secrets);
        LedgerEndpoints.Map(app, desk);
        ReferenceEndpoints.Map(app, desk);
        SwitchEndpoints.Map(app, desk);
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonShapeException">It is none.</exception>
    public static async Task<JsonCursor> BodyAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Request.ContentLength > BodyBytesMax)
            throw new JsonShapeException("$", $"more than {BodyBytesMax} bytes");
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return JsonCursor.Parse(await reader.ReadToEndAsync(http.RequestAborted).ConfigureAwait(false));
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate next, string token)
    {
        if (!IsAuthorized(http.Request.Headers.Authorization.ToString(), token))
        {
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "Unauthorized",
                "The header Authorization must be \"Bearer \" and the token of the data folder's file admin-token.")
                    .ConfigureAwait(false);
            return;
        }
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (AdminRefusalException e)
        {
            await RefuseAsync(http, e.Status, e.Error, e.Message).ConfigureAwait(false);
        }
        catch (JsonShapeException e)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "Malformed", e.Message).ConfigureAwait(false);
        }
    }

    private static bool IsAuthorized(string header, string token) =>
        header.StartsWith(Scheme, StringComparison.Ordinal) &&
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(header[Scheme.Length..]), Encoding.UTF8.GetBytes(token));

    private static Task RefuseAsync(HttpContext http, int status, string error, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = error, ["message"] = message });
    }
}
