using System.Security.Cryptography;
using System.Text;
using Bourse.Api.Auth;
using Bourse.Venue.Accounts;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace Bourse.Api.Tests.Auth;

/// <summary>rest-api.md, "SIGNED Endpoint Examples for POST /api/v3/order".</summary>
public sealed class SignatureVerifierTests : IDisposable
{
    private const string ApiKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    private const string Secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    private const string Payload = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1" +
        "&recvWindow=5000&timestamp=1499827319559";
    private const string PayloadUtf8 = "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY" +
        "&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559";

    private readonly SecretBox _secrets = new(new byte[SecretBox.KeyBytes]);

    public void Dispose() => _secrets.Dispose();

    [Theory]
    [InlineData(Payload, "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData(Payload, "C8DB56825AE71D6D79447849E617115F4A920FA2ACDCAB2B053C4B2838BD6B71")]
    [InlineData(PayloadUtf8, "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3")]
    public void The_specification_s_HMAC_examples_hold(string payload, string signature) =>
        Assert.True(Hmac().Verify(Encoding.ASCII.GetBytes(payload), Encoding.ASCII.GetBytes(signature)));

    [Theory]
    [InlineData("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b70")]
    [InlineData("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b7")]
    [InlineData("c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b711")]
    [InlineData("zzdb56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71")]
    [InlineData("")]
    public void Another_HMAC_signature_is_refused(string signature) =>
        Assert.False(Hmac().Verify(Encoding.ASCII.GetBytes(Payload), Encoding.ASCII.GetBytes(signature)));

    [Fact]
    public void RSA_signatures_are_case_sensitive_base64()
    {
        using var rsa = RSA.Create(2048);
        SignatureVerifier verifier = Of(KeyKind.Rsa, rsa.ExportSubjectPublicKeyInfo());
        byte[] payload = Encoding.ASCII.GetBytes(Payload);
        string signature = Convert.ToBase64String(
            rsa.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        AssertVerifies(verifier, payload, signature);
    }

    [Fact]
    public void Ed25519_signatures_are_case_sensitive_base64()
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        byte[] publicKey = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key.GeneratePublicKey()).GetEncoded();
        SignatureVerifier verifier = Of(KeyKind.Ed25519, publicKey);
        byte[] payload = Encoding.ASCII.GetBytes(PayloadUtf8);
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        signer.BlockUpdate(payload, 0, payload.Length);
        AssertVerifies(verifier, payload, Convert.ToBase64String(signer.GenerateSignature()));
    }

    [Theory]
    [InlineData(KeyKind.Hmac)]
    [InlineData(KeyKind.Rsa)]
    [InlineData(KeyKind.Ed25519)]
    public void Material_that_cannot_be_used_refuses_every_signature(KeyKind kind)
    {
        SignatureVerifier verifier = Of(kind, [1, 2, 3]);
        Assert.False(verifier.Verify("a"u8, "b"u8));
        Assert.False(verifier.Verify("a"u8, ""u8));
    }

    private static void AssertVerifies(SignatureVerifier verifier, byte[] payload, string signature)
    {
        Assert.True(verifier.Verify(payload, Encoding.ASCII.GetBytes(signature)));
        Assert.True(verifier.Verify(payload, Encoding.ASCII.GetBytes(signature.Replace('+', ' '))));
        Assert.False(verifier.Verify(payload, Encoding.ASCII.GetBytes(signature.ToUpperInvariant())));
        Assert.False(verifier.Verify(payload.AsSpan(1), Encoding.ASCII.GetBytes(signature)));
        Assert.False(verifier.Verify(payload, Encoding.ASCII.GetBytes(signature[1..])));
        Assert.False(verifier.Verify(payload, Encoding.ASCII.GetBytes(new string('A', 5000))));
        Assert.False(verifier.Verify(payload, ""u8));
    }

    private SignatureVerifier Hmac() => Of(KeyKind.Hmac, _secrets.Seal(2, ApiKey, Secret));

    private SignatureVerifier Of(KeyKind kind, byte[] material) => SignatureVerifier.Of(
        new KeySpec { AccountId = 2, ApiKey = ApiKey, Kind = kind, Material = material }, _secrets);
}
