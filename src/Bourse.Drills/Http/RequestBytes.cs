using System.Text;

namespace Bourse.Drills.Http;

/// <summary>Requests as they go over the wire.</summary>
internal static class RequestBytes
{
    /// <param name="headers">Lines without their ends.</param>
    public static byte[] Of(string method, string target, string body, params ReadOnlySpan<string> headers)
    {
        var text = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: venue\r\n");
        foreach (string header in headers) text.Append(header).Append("\r\n");
        if (method != "GET") text.Append("Content-Length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }
}
