namespace Bourse.Zones;

/// <summary>The programs of other makers that a fleet needs, and the Debian packages that they come in.</summary>
internal static class RequiredPrograms
{
    private const string PostgresFolder = "/usr/lib/postgresql";
    private const int PostgresVersionMin = 15;

    private static readonly string[] PostgresPrograms = ["postgres", "initdb", "pg_basebackup", "pg_rewind", "psql"];

    private static readonly (string Program, string Package)[] Everywhere =
    [
        ("patroni", "patroni"), ("etcd", "etcd-server"), ("redis-server", "redis-server"),
        ("redis-sentinel", "redis-sentinel"), ("haproxy", "haproxy"), ("setsid", "util-linux"),
    ];

    private static readonly (string Program, string Package)[] ForNamespaces =
    [
        ("ip", "iproute2"), ("nft", "nftables"), ("nsenter", "util-linux"), ("setpriv", "util-linux"),
    ];

    /// <summary>Finds them all and returns where PostgreSQL's are.</summary>
    /// <param name="find">The full path of a program, or null when it is not installed.</param>
    /// <exception cref="FleetException">Some are missing; the message says how to install them.</exception>
    public static string Find(NetworkKind network, Func<string, string?> find)
    {
        IEnumerable<(string Program, string Package)> programs =
            network == NetworkKind.Namespaces ? Everywhere.Concat(ForNamespaces) : Everywhere;
        List<(string Program, string Package)> missing =
            [.. programs.Where(item => find(item.Program) is null)];
        string? postgres = FindPostgres(find);
        if (postgres is null) missing.Add(("postgres", $"postgresql-{PostgresVersionMin}"));
        return missing.Count == 0 ? postgres! : throw new FleetException(Message(missing));
    }

    private static string? FindPostgres(Func<string, string?> find)
    {
        if (!Directory.Exists(PostgresFolder)) return null;
        return Directory.EnumerateDirectories(PostgresFolder)
            .Where(folder => int.TryParse(Path.GetFileName(folder), out int version) && version >= PostgresVersionMin)
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), null))
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => PostgresPrograms.All(program => find(Path.Combine(folder, program)) is not null));
    }

    private static string Message(List<(string Program, string Package)> missing)
    {
        string programs = string.Join(", ", missing.Select(item => item.Program));
        string packages = string.Join(' ', missing.Select(item => item.Package).Distinct());
        return $"A fleet needs programs that this machine does not have: {programs}. Install them with\n"
            + $"  apt-get install --yes {packages}\n"
            + "Debian starts some of them as services: stop those that nothing else here needs.";
    }
}
