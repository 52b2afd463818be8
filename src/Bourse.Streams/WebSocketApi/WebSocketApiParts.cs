using Bourse.Api.Http;
using Bourse.Streams.UserData;
using Microsoft.Extensions.ObjectPool;

namespace Bourse.Streams.WebSocketApi;

/// <summary>What all connections of the WebSocket API share.</summary>
internal sealed class WebSocketApiParts(ApiPipeline pipeline, UserDataStreams userData)
{
    private const int PooledMax = 1024;

    public ApiPipeline Pipeline { get; } = pipeline;

    public UserDataStreams UserData { get; } = userData;

    public MethodTable Methods { get; } = new(pipeline.Endpoints, pipeline.Services.Options.Compat.ListenKey);

    public ObjectPool<SocketApiRequest> Requests { get; } =
        new DefaultObjectPoolProvider { MaximumRetained = PooledMax }.Create(new ApiRequestPolicy<SocketApiRequest>());
}
