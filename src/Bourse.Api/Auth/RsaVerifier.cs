using System.Security.Cryptography;

namespace Bourse.Api.Auth;

/// <summary>RSA PKCS#1 v1.5 over SHA-256, base64.</summary>
internal sealed class RsaVerifier : SignatureVerifier
{
    /// <summary>Bytes of a signature by the longest key that is taken, 4096 bits.</summary>
    private const int SignatureBytesMax = 512;

    private readonly RSA _key;
    private readonly Lock _lock = new();

    /// <exception cref="CryptographicException">The bytes are no DER SubjectPublicKeyInfo of an RSA key of at most 4096
    /// bits.</exception>
    public RsaVerifier(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        _key = RSA.Create();
        _key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        if (_key.KeySize > 8 * SignatureBytesMax) throw new CryptographicException("RSA keys have at most 4096 bits.");
    }

    public override bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        Span<byte> bytes = stackalloc byte[SignatureBytesMax + 2];
        if (!Base64Signature.TryDecode(signature, bytes, out int length)) return false;
        lock (_lock)
        {
            return _key.VerifyData(payload, bytes[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
