using Bourse.Api;
using Bourse.Api.Http;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;
using Microsoft.AspNetCore.Builder;

namespace Bourse.Streams.WebSocketApi;

/// <summary>Puts the WebSocket API on a web host.</summary>
public static class BourseWebSocketApi
{
    public const string Path = "/ws-api/v3";

    /// <summary>
    /// Answers requests on <see cref="Path"/> by the pipeline that REST uses: one set of limits, keys and rules for
    /// both.
    /// </summary>
    public static void UseBourseWebSocketApi(
        this IApplicationBuilder app, SocketServer sockets, ApiPipeline pipeline, UserDataStreams userData)
    {
        ArgumentNullException.ThrowIfNull(sockets);
        var parts = new WebSocketApiParts(pipeline, userData);
        sockets.Map(app, Path, new SocketEndpoint
        {
            Open = session => new ApiConnection(session, parts),
            // Requests are limited by weight and number, as those of REST are.
            MessagesPerSecondMax = 0,
            MessageBytesMax = BourseApi.BodyBytesMax,
        });
    }
}
