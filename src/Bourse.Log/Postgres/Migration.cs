using System.Security.Cryptography;
using System.Text;

namespace Bourse.Log.Postgres;

/// <summary>A numbered step of a schema, a file of SQL. Once released it never changes.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
}
