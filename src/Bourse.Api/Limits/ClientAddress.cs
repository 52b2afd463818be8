using System.Net;
using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Limits;

/// <summary>
/// The address that limits and allow-lists look at: the peer's, or behind a trusted load balancer the last one in
/// X-Forwarded-For, which is the one that the balancer itself saw.
/// </summary>
public sealed class ClientAddress
{
    private readonly AddressBlocks _trustedProxies;

    public ClientAddress(ApiOptions options)
    {
        _trustedProxies = new AddressBlocks(options.TrustedProxies);
    }

    public IPAddress Of(HttpContext http)
    {
        IPAddress peer = Plain(http.Connection.RemoteIpAddress ?? IPAddress.None);
        return !_trustedProxies.IsEmpty && _trustedProxies.Contains(peer) ? Forwarded(http, peer) : peer;
    }

    private static IPAddress Forwarded(HttpContext http, IPAddress peer)
    {
        string header = http.Request.Headers["X-Forwarded-For"].ToString();
        ReadOnlySpan<char> last = header.AsSpan(header.LastIndexOf(',') + 1).Trim();
        return IPAddress.TryParse(last, out IPAddress? address) ? Plain(address) : peer;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
