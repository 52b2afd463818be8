using System.Security.Cryptography;
using Bourse.Venue.Accounts;

namespace Bourse.Server.Seed;

/// <summary>
/// Reads the public keys that clients register: PEM, RSA of 2048 to 4096 bits or Ed25519 (faqs/api_key_types.md).
/// </summary>
public static class PublicKeyMaterial
{
    private const int RsaBitsMin = 2048;
    private const int RsaBitsMax = 4096;
    private const int Ed25519Bytes = 32;

    // SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410).
    private static ReadOnlySpan<byte> Ed25519Prefix =>
        [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>Reads a PEM file's text. On failure <paramref name="problem"/> says what is wrong.</summary>
    public static bool TryRead(string pem, out KeyKind kind, out byte[] material, out string problem)
    {
        kind = default;
        material = [];
        if (!TryDecode(pem, out byte[] der, out problem)) return false;
        if (IsEd25519(der))
        {
            (kind, material) = (KeyKind.Ed25519, der);
            return true;
        }
        return TryReadRsa(der, out kind, out material, out problem);
    }

    private static bool TryDecode(string pem, out byte[] der, out string problem)
    {
        der = [];
        problem = "";
        if (!PemEncoding.TryFind(pem, out PemFields fields))
        {
            problem = "no PEM text: it must begin with -----BEGIN PUBLIC KEY-----";
            return false;
        }
        string label = pem[fields.Label];
        if (label != "PUBLIC KEY")
        {
            problem =
                $"holds a {label}; register the public key only (-----BEGIN PUBLIC KEY-----), and keep the private one";
            return false;
        }
        der = Convert.FromBase64String(pem[fields.Base64Data]);
        return true;
    }

    private static bool IsEd25519(byte[] der) =>
        der.Length == Ed25519Prefix.Length + Ed25519Bytes && der.AsSpan().StartsWith(Ed25519Prefix);

    private static bool TryReadRsa(byte[] der, out KeyKind kind, out byte[] material, out string problem)
    {
        kind = KeyKind.Rsa;
        material = [];
        problem = "";
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(der, out _);
            if (rsa.KeySize is < RsaBitsMin or > RsaBitsMax)
                problem = $"RSA key of {rsa.KeySize} bits; it must have {RsaBitsMin} to {RsaBitsMax}";
            else
                material = rsa.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            problem = "neither an RSA nor an Ed25519 public key";
        }
        return material.Length > 0;
    }
}
