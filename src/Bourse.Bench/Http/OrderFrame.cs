using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Bench.Http;

/// <summary>A signed order as a frame of the WebSocket API.</summary>
internal static class OrderFrame
{
    /// <summary>How a connection is opened, up to the end of its head.</summary>
    public static byte[] Handshake(string host) => Encoding.ASCII.GetBytes(
        $"GET /ws-api/v3 HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    /// <param name="order">The parameters as a query; none of them needs to be escaped in JSON.</param>
    public static byte[] Of(string order, long timestampMs, string apiKey, byte[] secret)
    {
        string all = string.Create(
            CultureInfo.InvariantCulture, $"{order}&recvWindow=60000&timestamp={timestampMs}&apiKey={apiKey}");
        string[] pairs = all.Split('&');
        Array.Sort(pairs, StringComparer.Ordinal);
        byte[] signature = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(string.Join('&', pairs)));
        IEnumerable<string> members = pairs.Append("signature=" + Convert.ToHexStringLower(signature))
            .Select(pair => $"\"{pair.Replace("=", "\":\"", StringComparison.Ordinal)}\"");
        return Frame("""{"id":1,"method":"order.place","params":{""" + string.Join(',', members) + "}}");
    }

    /// <summary>A key of zeros leaves the bytes as they are; the server takes it off all the same.</summary>
    private static byte[] Frame(string text)
    {
        const int HeadBytes = 8;
        byte[] frame = new byte[HeadBytes + text.Length];
        frame[0] = 0x81;
        frame[1] = 0x80 | 126;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)text.Length);
        Encoding.ASCII.GetBytes(text, frame.AsSpan(HeadBytes));
        return frame;
    }
}
