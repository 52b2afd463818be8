using System.Globalization;
using System.Net;

namespace Bourse.Server.Configuration;

/// <summary>Where to listen: scheme, address and port (0: any free one).</summary>
/// <param name="Host">As written: localhost, an IP address, or * for every address.</param>
public sealed record ListenAddress(bool IsTls, string Host, int Port)
{
    /// <summary>The addresses to bind.</summary>
    public IPAddress Address => Host switch
    {
        "*" => IPAddress.IPv6Any,
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.Parse(Host),
    };

    /// <summary>A host that a client on this machine can use.</summary>
    public string ClientHost => Host switch
    {
        "*" or "0.0.0.0" or "::" => "127.0.0.1",
        _ => Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Host}]" : Host,
    };

    /// <summary>Reads "http://127.0.0.1:8080".</summary>
    public static bool TryParse(string text, out ListenAddress address)
    {
        address = new ListenAddress(false, "", 0);
        string? scheme = text.StartsWith("https://", StringComparison.Ordinal) ? "https://"
            : text.StartsWith("http://", StringComparison.Ordinal) ? "http://" : null;
        if (scheme is null) return false;
        string rest = text[scheme.Length..].TrimEnd('/');
        int colon = rest.LastIndexOf(':');
        if (colon <= 0) return false;
        string host = rest[..colon].Trim('[', ']');
        string digits = rest[(colon + 1)..];
        if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)) return false;
        if (host is not ("*" or "localhost") && !IPAddress.TryParse(host, out _)) return false;
        address = new ListenAddress(scheme == "https://", host, port);
        return true;
    }

    /// <summary>The URL for a client on this machine once the port is known.</summary>
    public string ToUrl(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsTls ? "https" : "http")}://{ClientHost}:{port}");

    public override string ToString() => ToUrl(Port);
}
