using Bourse.Api.Http;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// Begin and end of subscriptions to what accounts are told. A subscription may name the last event that the client
/// saw, on whichever node, by the parameter "after", of our own: it goes on after that one.
/// </summary>
internal static class UserDataMethods
{
    private const int Weight = 2;

    public static readonly ApiMethod[] All =
    [
        Method("userDataStream.subscribe", EndpointSecurity.UserStream, Subscribe, isTimed: false),
        Method("userDataStream.subscribe.signature", EndpointSecurity.UserStream, Subscribe),
        Method("userDataStream.unsubscribe", EndpointSecurity.None, Unsubscribe),
    ];

    private static ApiMethod Method(
        string name, EndpointSecurity security, EndpointHandler handler, bool isTimed = true) =>
        new(name, new ApiEndpoint("POST", name, security, _ => Weight, handler) { IsTimed = isTimed });

    private static ValueTask Subscribe(ApiRequest request)
    {
        StreamPosition? after = ReadAfter(request);
        if (request.Failed) return default;
        var socket = (SocketApiRequest)request;
        ConnectionSubscriptions subscriptions = socket.Connection.Subscriptions;
        int id = subscriptions.Open(socket, request.Credential!, after, isOfLogon: request.IsLoggedOn);
        if (id < 0) return default;
        request.Json.ObjectStart();
        request.Json.Number("subscriptionId"u8, id);
        request.Json.ObjectEnd();
        return default;
    }

    private static StreamPosition? ReadAfter(ApiRequest request)
    {
        if (!request.Parameters.TryText("after"u8, out ReadOnlySpan<byte> text)) return null;
        if (!StreamPosition.TryParse(text, out StreamPosition position)) request.Fail(ApiErrors.NotValid("after"u8));
        return position;
    }

    private static ValueTask Unsubscribe(ApiRequest request)
    {
        bool isNamed = request.Parameters.TryNumber("subscriptionId"u8, out long id);
        if (request.Failed) return default;
        int? subscriptionId = isNamed ? (int)Math.Min(id, int.MaxValue) : null;
        if (((SocketApiRequest)request).Connection.Subscriptions.End(subscriptionId) is { } error) request.Fail(error);
        request.Json.ObjectStart();
        request.Json.ObjectEnd();
        return default;
    }
}
