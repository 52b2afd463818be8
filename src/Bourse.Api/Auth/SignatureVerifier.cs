using System.Security.Cryptography;
using Bourse.Venue.Accounts;

namespace Bourse.Api.Auth;

/// <summary>Checks signatures with one key. Safe for many threads.</summary>
public abstract class SignatureVerifier
{
    /// <summary>
    /// True when the signature, as it stands in the request after percent-decoding, is this key's over the payload.
    /// </summary>
    public abstract bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature);

    /// <summary>The verifier for a key; one that refuses everything when its material cannot be used.</summary>
    public static SignatureVerifier Of(KeySpec key, SecretBox secrets)
    {
        try
        {
            return key.Kind switch
            {
                KeyKind.Hmac => secrets.TryOpen(key.AccountId, key.ApiKey, key.Material.Span, out byte[] secret)
                    ? new HmacVerifier(secret)
                    : new UnusableVerifier(),
                KeyKind.Rsa => new RsaVerifier(key.Material.Span),
                KeyKind.Ed25519 => new Ed25519Verifier(key.Material.Span),
                _ => new UnusableVerifier(),
            };
        }
        catch (CryptographicException)
        {
            return new UnusableVerifier();
        }
    }
}
