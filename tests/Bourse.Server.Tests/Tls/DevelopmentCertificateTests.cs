using System.Security.Cryptography.X509Certificates;
using Bourse.Server.Configuration;
using Bourse.Server.Tls;

namespace Bourse.Server.Tests.Tls;

public sealed class DevelopmentCertificateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public void Whoever_trusts_the_authority_trusts_the_certificate()
    {
        using var folder = new TemporaryFolder();
        using X509Certificate2 leaf = DevelopmentCertificate.Load(folder.Path, ["127.0.0.9"], Now);
        using X509Certificate2 authority = X509CertificateLoader.LoadCertificateFromFile(folder.File("ca.pem"));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        Assert.True(chain.Build(leaf));
        Assert.True(leaf.HasPrivateKey);
        Assert.All(
            ["localhost", "127.0.0.1", "::1", "127.0.0.9"], host => Assert.True(leaf.MatchesHostname(host), host));
    }

    [Fact]
    public void Only_the_owner_may_read_it()
    {
        using var folder = new TemporaryFolder();
        DevelopmentCertificate.Load(folder.Path, [], Now).Dispose();
        Assert.All(["ca.pem", "ca.key", "server.pem", "server.key"], file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File(file))));
    }

    [Fact]
    public void It_stays_until_it_is_about_to_expire_or_a_host_is_new()
    {
        using var folder = new TemporaryFolder();
        string First(IEnumerable<string> hosts, DateTimeOffset now)
        {
            using X509Certificate2 leaf = DevelopmentCertificate.Load(folder.Path, hosts, now);
            return leaf.Thumbprint;
        }

        string first = First([], Now);
        string authority = File.ReadAllText(folder.File("ca.pem"));
        Assert.Equal(first, First([], Now));
        string second = First([], Now.AddDays(380));
        Assert.NotEqual(first, second);
        Assert.NotEqual(second, First(["127.0.0.7"], Now.AddDays(380)));
        Assert.Equal(authority, File.ReadAllText(folder.File("ca.pem")));
    }

    [Fact]
    public void A_damaged_one_is_told()
    {
        using var folder = new TemporaryFolder();
        DevelopmentCertificate.Load(folder.Path, [], Now).Dispose();
        File.WriteAllText(folder.File("server.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        var failure = Assert.Throws<StartFailedException>(() => DevelopmentCertificate.Load(folder.Path, [], Now));
        Assert.Contains("damaged certificate", failure.Message, StringComparison.Ordinal);
    }
}
