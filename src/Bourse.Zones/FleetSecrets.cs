using System.Security.Cryptography;

namespace Bourse.Zones;

/// <summary>The passwords of one fleet, made for it alone.</summary>
/// <param name="Superuser">Of PostgreSQL's role postgres, and of Patroni's rewinding.</param>
/// <param name="Replication">Of PostgreSQL's role replicator.</param>
/// <param name="Owner">Of PostgreSQL's role bourse, which owns the venue's database.</param>
/// <param name="Node">Of PostgreSQL's role node, which nodes connect with.</param>
/// <param name="Worker">Of PostgreSQL's role worker.</param>
/// <param name="Redis">Of the caches.</param>
public sealed record FleetSecrets(
    string Superuser, string Replication, string Owner, string Node, string Worker, string Redis)
{
    private const int SecretBytes = 16;

    /// <summary>Makes new ones.</summary>
    public static FleetSecrets Create() => new(Secret(), Secret(), Secret(), Secret(), Secret(), Secret());

    private static string Secret() => RandomNumberGenerator.GetHexString(2 * SecretBytes, lowercase: true);
}
