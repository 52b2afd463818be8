using Bourse.Api.Http;
using Bourse.Streams.UserData;

namespace Bourse.Streams.WebSocketApi;

/// <summary>A request that came over a WebSocket.</summary>
internal sealed class SocketApiRequest : ApiRequest
{
    private const int KeptBytes = 256;

    private byte[] _id = [];
    private int _idLength;

    public ApiConnection Connection { get; private set; } = null!;

    public ApiMethod Method { get; private set; } = null!;

    /// <summary>The client's id of the request, JSON as it was sent.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>Whether the answer tells rate limits.</summary>
    public bool ReturnsRateLimits { get; set; }

    /// <summary>A subscription that begins once the client has been told of it.</summary>
    public UserDataSubscription? Opened { get; set; }

    /// <summary>The answer as it is sent.</summary>
    public JsonPen Answer { get; } = new();

    public override CancellationToken Aborted => Connection.Closed;

    public void Bring(ApiConnection connection, ApiMethod method, ReadOnlySpan<byte> id)
    {
        (Connection, Method) = (connection, method);
        if (_id.Length < id.Length) _id = new byte[id.Length];
        id.CopyTo(_id);
        _idLength = id.Length;
        ReturnsRateLimits = connection.ReturnsRateLimits;
    }

    public override void Clear()
    {
        base.Clear();
        (Connection, Method, Opened) = (null!, null!, null);
        if (_id.Length > KeptBytes) _id = [];
        Answer.Clear();
    }
}
