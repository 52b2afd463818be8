using System.Security.Cryptography;
using System.Text;

namespace Bourse.Api.Tests.Hosting;

/// <summary>An API key of a test account, and how it signs.</summary>
internal sealed record TestKey(int AccountId, int KeyId, string ApiKey, Func<byte[], string> Sign)
{
    /// <summary>HMAC-SHA256 in hex, as most clients sign.</summary>
    public static Func<byte[], string> Hmac(string secret) => payload =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), payload));

    /// <summary>The payload with the signature behind it.</summary>
    public string Signed(string payload) =>
        payload + "&signature=" + Uri.EscapeDataString(Sign(Encoding.UTF8.GetBytes(payload)));
}
