using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Bourse.Api.Auth;

/// <summary>Ed25519, base64. .NET 10 has no such key by itself, so the curve is BouncyCastle's.</summary>
internal sealed class Ed25519Verifier : SignatureVerifier
{
    /// <summary>What stands before the 32 bytes of the key in its SubjectPublicKeyInfo (RFC 8410).</summary>
    private static readonly byte[] Prefix = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    private readonly byte[] _key;

    /// <exception cref="CryptographicException">The bytes are no DER SubjectPublicKeyInfo of an Ed25519
    /// key.</exception>
    public Ed25519Verifier(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        bool isKey = subjectPublicKeyInfo.StartsWith(Prefix)
            && subjectPublicKeyInfo.Length == Prefix.Length + Ed25519.PublicKeySize;
        if (!isKey) throw new CryptographicException("This is no Ed25519 public key.");
        _key = subjectPublicKeyInfo[Prefix.Length..].ToArray();
        if (!Ed25519.ValidatePublicKeyFull(_key, 0)) throw new CryptographicException("This Ed25519 key is not valid.");
    }

    public override bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        byte[] bytes = new byte[Ed25519.SignatureSize + 2];
        return Base64Signature.TryDecode(signature, bytes, out int length)
            && length == Ed25519.SignatureSize
            && Ed25519.Verify(bytes, 0, _key, 0, payload.ToArray(), 0, payload.Length);
    }
}
