using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bourse.Drills.Http;

namespace Bourse.Drills.Venue;

/// <summary>An account that a drill opened, with the key that signs for it.</summary>
internal sealed record DrillAccount(string Name, string ApiKey, string ApiSecret, DrillMarket Market)
{
    private readonly byte[] _secret = Encoding.ASCII.GetBytes(ApiSecret);

    /// <summary>A signed request as of now.</summary>
    /// <param name="query">Parameters joined with an ampersand; may be empty.</param>
    /// <param name="afterSequence">The node must have applied this entry before it answers.</param>
    public byte[] Sign(string method, string path, string query, long afterSequence = 0)
    {
        string timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        string payload = query.Length == 0 ? $"timestamp={timestamp}" : $"{query}&timestamp={timestamp}";
        byte[] signature = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(payload));
        string target = $"{path}?{payload}&signature={Convert.ToHexStringLower(signature)}";
        return afterSequence == 0
            ? RequestBytes.Of(method, target, "", $"X-MBX-APIKEY: {ApiKey}")
            : RequestBytes.Of(method, target, "", $"X-MBX-APIKEY: {ApiKey}", $"X-Bourse-Min-Seq: {afterSequence}");
    }
}
