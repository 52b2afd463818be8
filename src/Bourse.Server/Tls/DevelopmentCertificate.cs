using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Tls;

/// <summary>
/// A certificate for this machine, signed by an authority of the data folder's own: a client that trusts tls/ca.pem
/// trusts the venue. For development; a public venue brings its own (--tls-certificate).
/// </summary>
public static class DevelopmentCertificate
{
    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(397);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClockSlack = TimeSpan.FromDays(1);
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>
    /// The certificate with its key; made if it is missing, soon to expire, or lacks one of the hosts.
    /// </summary>
    /// <param name="folder">Where the PEM files are: ca.pem, ca.key, server.pem, server.key.</param>
    /// <param name="hosts">Names and addresses beside localhost, 127.0.0.1 and ::1.</param>
    /// <exception cref="StartFailedException">A file is damaged.</exception>
    public static X509Certificate2 Load(string folder, IEnumerable<string> hosts, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using X509Certificate2 authority = LoadOrMake(folder, "ca", now, [], () => MakeAuthority(now));
            string[] names = [.. hosts.Concat(["localhost", "127.0.0.1", "::1"]).Distinct()];
            return LoadOrMake(folder, "server", now, names, () => MakeLeaf(authority, names, now));
        }
        catch (CryptographicException e)
        {
            throw new StartFailedException(
                $"{folder} holds a damaged certificate ({e.Message}): delete the folder, and new ones are made.", e);
        }
    }

    private static X509Certificate2 LoadOrMake(
        string folder, string name, DateTimeOffset now, string[] hosts, Func<X509Certificate2> make)
    {
        string certificateFile = Path.Combine(folder, name + ".pem");
        string keyFile = Path.Combine(folder, name + ".key");
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            X509Certificate2 standing = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (standing.NotAfter - RenewBefore > now.LocalDateTime
                && hosts.All(host => standing.MatchesHostname(host))) return standing;
            standing.Dispose();
        }
        X509Certificate2 made = make();
        using ECDsa key = made.GetECDsaPrivateKey()!;
        PrivateFile.Write(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
        PrivateFile.Write(certificateFile, made.ExportCertificatePem() + "\n");
        return made;
    }

    private static X509Certificate2 MakeAuthority(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Bourse development authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now - ClockSlack, now + AuthorityLife);
    }

    private static X509Certificate2 MakeLeaf(X509Certificate2 authority, string[] hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(AlternativeNames(hosts));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        using X509Certificate2 bare = request.Create(authority, now - ClockSlack, now + LeafLife, serial);
        return bare.CopyWithPrivateKey(key);
    }

    private static X509Extension AlternativeNames(string[] hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (string host in hosts)
        {
            if (IPAddress.TryParse(host, out IPAddress? address)) names.AddIpAddress(address);
            else names.AddDnsName(host);
        }
        return names.Build();
    }
}
