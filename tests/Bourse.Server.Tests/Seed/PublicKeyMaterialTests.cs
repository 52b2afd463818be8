using System.Security.Cryptography;
using Bourse.Server.Seed;
using Bourse.Venue.Accounts;

namespace Bourse.Server.Tests.Seed;

public sealed class PublicKeyMaterialTests
{
    // faqs/api_key_types.md names Ed25519 keys; this is RFC 8410's own example of a public key (section 10.1).
    private const string Ed25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """;

    [Fact]
    public void An_Ed25519_key_is_known_by_its_algorithm()
    {
        Assert.True(PublicKeyMaterial.TryRead(Ed25519, out KeyKind kind, out byte[] material, out _));
        Assert.Equal(KeyKind.Ed25519, kind);
        Assert.Equal(44, material.Length);
    }

    /// <summary>faqs/api_key_types.md, "Ed25519" and "RSA": the sample keys, of 32 bytes and of 2048 bits.</summary>
    [Theory]
    [InlineData("MCowBQYDK2VwAyEAgmDRTtj2FA+wzJUIlAL9ly1eovjLBu7uXUFR+jFULmg=", KeyKind.Ed25519, 44)]
    [InlineData(
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyfKiFXpcOhF5rX1XxePN" +
        "akwN7Etwtn3v05cZNY+ftDHbVZHs/kY6Ruj5lhxVFAq5dv7Ba9/4jPijXuMuIc6Y" +
        "8nUlqtrrxC8DEOAczw9SKATDYZN9nbLfYlbBFfHzRQUXdAtYCPI6XtxmJBS7aOBb" +
        "4nZe1SVm+bhLrp0YQnx2P0s+37qkGeVn09m6w9MnWxjgCkkYFPWQkXIu5qOnwx6p" +
        "NfqDmFD7d7dUc/6PZQ1bKFALu/UETsobmBk82ShbrBhlc0JXuhf9qBR7QASjHjFQ" +
        "2N+VF2PfH8dm5prZIpz/MFKPkBW4Yuss0OXiD+jQt1J2JUKspLqsIqoXjHQQGjL7" +
        "3wIDAQAB", KeyKind.Rsa, 294)]
    public void The_specification_s_sample_keys_are_taken(string base64, KeyKind expected, int bytes)
    {
        string pem = $"-----BEGIN PUBLIC KEY-----\n{base64}\n-----END PUBLIC KEY-----";
        Assert.True(PublicKeyMaterial.TryRead(pem, out KeyKind kind, out byte[] material, out _));
        Assert.Equal((expected, bytes), (kind, material.Length));
    }

    /// <summary>faqs/api_key_types.md, "RSA": 2048 and 4096 bits.</summary>
    [Fact]
    public void An_RSA_key_of_4096_bits_is_taken()
    {
        using var rsa = RSA.Create(4096);
        Assert.True(PublicKeyMaterial.TryRead(rsa.ExportSubjectPublicKeyInfoPem(), out KeyKind kind, out _, out _));
        Assert.Equal(KeyKind.Rsa, kind);
    }

    [Fact]
    public void A_private_key_is_refused_with_advice()
    {
        using var rsa = RSA.Create(2048);
        Assert.False(PublicKeyMaterial.TryRead(rsa.ExportPkcs8PrivateKeyPem(), out _, out _, out string problem));
        Assert.Contains("PRIVATE KEY; register the public key only", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_RSA_key_is_refused()
    {
        using var rsa = RSA.Create(1024);
        Assert.False(PublicKeyMaterial.TryRead(rsa.ExportSubjectPublicKeyInfoPem(), out _, out _, out string problem));
        Assert.Contains("1024 bits", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_on_a_curve_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(
            PublicKeyMaterial.TryRead(curve.ExportSubjectPublicKeyInfoPem(), out _, out _, out string problem));
        Assert.Contains("neither", problem, StringComparison.Ordinal);
    }
}
