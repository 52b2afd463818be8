using System.Security.Cryptography;

namespace Bourse.Api.Auth;

/// <summary>
/// HMAC-SHA256 as hex digits in either case (rest-api.md, "Signature Case Sensitivity"), compared in constant time.
/// </summary>
internal sealed class HmacVerifier(byte[] secret) : SignatureVerifier
{
    public override bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, payload, expected);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        bool isHex = signature.Length == 2 * given.Length
            && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done;
        return CryptographicOperations.FixedTimeEquals(expected, given) && isHex;
    }
}
