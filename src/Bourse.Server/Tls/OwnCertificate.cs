using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bourse.Server.Configuration;

namespace Bourse.Server.Tls;

/// <summary>A certificate that the operator brings.</summary>
public static class OwnCertificate
{
    /// <exception cref="StartFailedException">The files are no certificate with its key.</exception>
    public static X509Certificate2 Load(string certificateFile, string keyFile)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException($"{certificateFile} with key {keyFile} cannot be used: {e.Message}", e);
        }
    }
}
