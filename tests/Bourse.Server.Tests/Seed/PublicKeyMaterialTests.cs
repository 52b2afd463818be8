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
