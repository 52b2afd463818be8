using Bourse.Api.Http;
using Bourse.Venue.Accounts;

namespace Bourse.Streams.WebSocketApi;

/// <summary>Who is logged on to the connection (web-socket-api.md, "Authentication requests").</summary>
internal static class SessionMethods
{
    private const int Weight = 2;

    public static readonly ApiMethod[] All =
    [
        Method("session.logon", EndpointSecurity.AnyKey, LogOn),
        Method("session.status", EndpointSecurity.None, Status),
        Method("session.logout", EndpointSecurity.None, LogOut),
        Method("session.subscriptions", EndpointSecurity.None, Subscriptions),
    ];

    private static ApiMethod Method(string name, EndpointSecurity security, EndpointHandler handler) =>
        new(name, new ApiEndpoint("POST", name, security, _ => Weight, handler));

    private static ValueTask LogOn(ApiRequest request)
    {
        KeyKind kind = request.Credential!.Kind;
        if (kind != KeyKind.Ed25519) request.Fail(NotSupported(kind));
        if (request.Failed) return default;
        ((SocketApiRequest)request).Connection.LogOn(new ApiLogon(request.ApiKey, request.ReceivedUs));
        return Status(request);
    }

    private static ApiError NotSupported(KeyKind kind) =>
        new(-4056, (kind == KeyKind.Rsa ? "RSA" : "HMAC_SHA256") + " API key is not supported.");

    private static ValueTask LogOut(ApiRequest request)
    {
        ((SocketApiRequest)request).Connection.LogOut();
        return Status(request);
    }

    private static ValueTask Status(ApiRequest request)
    {
        ApiConnection connection = ((SocketApiRequest)request).Connection;
        JsonPen json = request.Json;
        json.ObjectStart();
        if (connection.Logon is { } logon)
        {
            json.Text("apiKey"u8, logon.ApiKey);
            json.Time("authorizedSince"u8, logon.SinceUs);
        }
        else
        {
            json.Null("apiKey"u8);
            json.Null("authorizedSince"u8);
        }
        json.Time("connectedSince"u8, connection.ConnectedSinceUs);
        json.Flag("returnRateLimits"u8, connection.ReturnsRateLimits);
        json.Time("serverTime"u8, request.Services.NowUs());
        json.Flag("userDataStream"u8, connection.Subscriptions.Active.Length > 0);
        json.ObjectEnd();
        return default;
    }

    private static ValueTask Subscriptions(ApiRequest request)
    {
        request.Json.ArrayStart();
        foreach (int id in ((SocketApiRequest)request).Connection.Subscriptions.Active)
        {
            request.Json.ObjectStart();
            request.Json.Number("subscriptionId"u8, id);
            request.Json.ObjectEnd();
        }
        request.Json.ArrayEnd();
        return default;
    }
}
