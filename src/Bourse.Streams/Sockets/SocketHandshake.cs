using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Bourse.Streams.Sockets;

/// <summary>The opening handshake (RFC 6455, 4.2). Extensions and subprotocols are not taken up.</summary>
internal static class SocketHandshake
{
    private const string Version = "13";
    private const int KeyLength = 24;
    private const int KeyBytes = 16;

    /// <summary>Whether it asks for a WebSocket at all.</summary>
    public static bool IsAsked(HttpRequest request) => HasToken(request.Headers.Upgrade.ToString(), "websocket");

    /// <summary>Null when the request is well formed; else what is wrong with it.</summary>
    public static string? Fault(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) return "A WebSocket is opened with GET.";
        if (!HasToken(request.Headers.Connection.ToString(), "Upgrade"))
            return "The header Connection must say Upgrade.";
        if (request.Headers.SecWebSocketVersion.ToString() != Version)
            return "The header Sec-WebSocket-Version must be 13.";
        string key = request.Headers.SecWebSocketKey.ToString();
        Span<byte> bytes = stackalloc byte[KeyBytes + 2];
        bool isKey = key.Length == KeyLength
            && Convert.TryFromBase64String(key, bytes, out int size) && size == KeyBytes;
        return isKey ? null : "The header Sec-WebSocket-Key must be 16 bytes in base64.";
    }

    /// <summary>Writes the headers of the answer 101.</summary>
    public static void Accept(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.Upgrade = "websocket";
        headers.Connection = "Upgrade";
        headers.SecWebSocketAccept = AcceptOf(http.Request.Headers.SecWebSocketKey.ToString());
    }

    /// <summary>Writes the headers of a refusal for its version.</summary>
    public static void OfferVersion(HttpContext http) => http.Response.Headers.SecWebSocketVersion = Version;

    internal static string AcceptOf(string key)
    {
        byte[] text = Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
#pragma warning disable CA5350 // The protocol asks for SHA-1; nothing secret depends on it.
        return Convert.ToBase64String(SHA1.HashData(text));
#pragma warning restore CA5350
    }

    private static bool HasToken(string header, string token)
    {
        foreach (Range range in header.AsSpan().Split(','))
        {
            if (header.AsSpan()[range].Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
