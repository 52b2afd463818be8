using System.Text;
using Bourse.Api.Auth;
using Bourse.Api.Http;

namespace Bourse.Api.Compat;

/// <summary>
/// Listen keys as they were before 2026-02-20 (decision 19): the key in the header is enough, nothing is signed.
/// </summary>
internal static class ListenKeyEndpoints
{
    public const string Path = "/api/v3/userDataStream";

    private const int Weight = 2;

    public static void MapListenKeys(this EndpointTable table)
    {
        table.Add(Endpoint("POST", Start));
        table.Add(Endpoint("PUT", KeepAlive));
        table.Add(Endpoint("DELETE", Close));
    }

    private static ApiEndpoint Endpoint(string method, EndpointHandler handler) =>
        new(method, Path, EndpointSecurity.UserStreamUnsigned, _ => Weight, handler);

    private static ValueTask Start(ApiRequest request)
    {
        Credential credential = request.Credential!;
        string listenKey = request.Services.Keys.ListenKeys.Of(
            credential.AccountId, credential.KeyId, request.ReceivedUs);
        request.Json.ObjectStart();
        request.Json.Text("listenKey"u8, listenKey);
        request.Json.ObjectEnd();
        return default;
    }

    /// <summary>Nothing is to be done: it lasts its time anyway. Only whether it still does is told.</summary>
    private static ValueTask KeepAlive(ApiRequest request)
    {
        ReadOwn(request);
        request.Json.ObjectStart();
        request.Json.ObjectEnd();
        return default;
    }

    private static ValueTask Close(ApiRequest request)
    {
        string listenKey = ReadOwn(request);
        if (!request.Failed) request.Services.Keys.ListenKeys.Close(listenKey);
        request.Json.ObjectStart();
        request.Json.ObjectEnd();
        return default;
    }

    /// <summary>The parameter `listenKey`; the request has failed when it is none of this account or over.</summary>
    private static string ReadOwn(ApiRequest request)
    {
        string text = Encoding.UTF8.GetString(request.Parameters.Text("listenKey"u8));
        bool isOwn = request.Services.Keys.ListenKeys.TryRead(text, out ListenKey key)
            && key.AccountId == request.AccountId && request.ReceivedUs <= key.ExpiresAtUs;
        if (!isOwn) request.Fail(ApiErrors.NoSuchListenKey);
        return text;
    }
}
