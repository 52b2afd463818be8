using Bourse.Api;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;
using Bourse.Replica;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;
using Bourse.Streams.WebSocketApi;
using Bourse.Venue.Accounts;
using Bourse.Venue.Reference;
using Microsoft.Extensions.Logging.Abstractions;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>A whole node with REST and the WebSocket API on one port.</summary>
internal sealed class ApiNode : IAsyncDisposable
{
    private UserDataStreams _streams = null!;

    public TestVenue Venue { get; private set; } = null!;

    public SocketServer Sockets { get; private set; } = null!;

    /// <summary>Without limits for its clients unless options say otherwise; nothing happens in it by itself.</summary>
    public static async Task<ApiNode> StartAsync(
        ApiOptions? options = null, VenueSettings? settings = null, ReplicaOptions? replica = null,
        DateTimeOffset? at = null)
    {
        var node = new ApiNode();
        var part = new NodePart(
            catalog => node._streams = new UserDataStreams(catalog),
            (app, pipeline) =>
            {
                node.Sockets = new SocketServer(
                    new SocketServerOptions(), TimeProvider.System, NullLogger<SocketServer>.Instance);
                app.UseBourseWebSocketApi(node.Sockets, pipeline, node._streams);
            });
        options ??= new ApiOptions { Limits = new LimitOptions { ExemptAddresses = ["127.0.0.1"] } };
        replica ??= new ReplicaOptions { TickAfter = TimeSpan.FromDays(1) };
        node.Venue = await TestVenue.StartAsync(options, settings, replica, part, at: at);
        return node;
    }

    public Task<ApiClient> ConnectAsync(string query = "") => ApiClient.ConnectAsync(Venue, query);

    /// <summary>A key as session.logon takes it.</summary>
    public async Task<TestKey> CreateEd25519KeyAsync(
        int accountId, string apiKey, KeyPermissions permissions = KeyPermissions.All)
    {
        var secret = new Ed25519PrivateKeyParameters(new SecureRandom());
        var key = new KeySpec
        {
            AccountId = accountId,
            ApiKey = apiKey,
            Kind = KeyKind.Ed25519,
            Permissions = permissions,
            Material = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(secret.GeneratePublicKey()).GetEncoded(),
        };
        return await Venue.CreateKeyAsync(key, payload =>
        {
            var signer = new Ed25519Signer();
            signer.Init(true, secret);
            signer.BlockUpdate(payload, 0, payload.Length);
            return Convert.ToBase64String(signer.GenerateSignature());
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Sockets.DisposeAsync();
        await Venue.DisposeAsync();
        _streams.Dispose();
    }
}
