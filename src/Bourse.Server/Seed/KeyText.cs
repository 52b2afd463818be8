using System.Security.Cryptography;

namespace Bourse.Server.Seed;

/// <summary>Makes API keys and HMAC secrets: 64 letters and digits, as clients expect them.</summary>
public static class KeyText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 64;

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);
}
