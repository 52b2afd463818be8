using System.Security.Cryptography;
using System.Text;

namespace Bourse.Zones.Parts;

/// <summary>The venue's own processes in a zone: nodes and a worker.</summary>
internal static class VenueParts
{
    private const string PassFile = "pgpass";
    private const string DataKeyFile = "data-key";
    private const int DataKeyBytes = 32;

    // Longer than a load balancer takes to see it: two checks, half a second apart.
    private const string DrainSeconds = "2";

    /// <summary>A node, numbered from 1 in its zone.</summary>
    public static PlannedPart PlanNode(ZonePlan plan, int number)
    {
        int port = Ports.Nodes + number;
        string at = plan.Zone.Address;
        PartDefinition part = plan.Define(
            $"node-{number}", PartKind.Node, ZonePlan.VenueStage, port, $"http://{at}:{port}/health/ready", number);
        return Venue(plan.Fleet, part,
            "run", "--urls", $"http://{at}:{port}", "--admin-url", $"http://{at}:{Ports.NodesAdmin + number}",
            "--drain-seconds", DrainSeconds);
    }

    /// <summary>The worker of the zone: it serves no clients.</summary>
    public static PlannedPart PlanWorker(ZonePlan plan)
    {
        string at = $"{plan.Zone.Address}:{Ports.WorkerAdmin}";
        PartDefinition part = plan.Define(
            "worker", PartKind.Worker, ZonePlan.VenueStage, Ports.WorkerAdmin, $"http://{at}/health/live");
        return Venue(plan.Fleet, part, "worker", "--admin-url", $"http://{at}");
    }

    /// <summary>Where the log is: all databases, of which one leads. No secret is in it.</summary>
    public static string LogAddress(FleetDefinition fleet) => $"postgres:{Database(fleet)}";

    /// <summary>The connection string of whichever database leads, with all rights in it.</summary>
    public static string Database(FleetDefinition fleet)
    {
        string hosts = string.Join(',', fleet.Zones.Select(zone => zone.Address));
        return $"Host={hosts};Port={Ports.Postgres};Database=bourse;Username=bourse;"
            + $"Passfile={Path.Combine(fleet.Folder, PassFile)};Target Session Attributes=primary";
    }

    /// <summary>A zone's database, as psql takes it.</summary>
    public static string PsqlAddress(FleetDefinition fleet, Zone zone) =>
        $"host={zone.Address} port={Ports.Postgres} dbname=bourse user=bourse passfile={Path.Combine(fleet.Folder, PassFile)}";

    /// <summary>Where the cache is: every zone's Sentinel, which knows the master.</summary>
    public static string CacheAddress(FleetDefinition fleet)
    {
        string sentinels = string.Join(',', fleet.Zones.Select(zone => $"{zone.Address}:{Ports.Sentinel}"));
        return $"redis:{sentinels},serviceName={SentinelPart.Master},password={fleet.Secrets.Redis}";
    }

    /// <summary>
    /// Writes how the venue, and psql, log in to the database, and the key that all nodes seal secrets with.
    /// </summary>
    public static async Task WriteSecretsAsync(FleetDefinition fleet, CancellationToken cancellation)
    {
        byte[] login = Encoding.ASCII.GetBytes($"*:*:*:bourse:{fleet.Secrets.Owner}\n");
        await WriteSecretAsync(fleet, PassFile, login, cancellation).ConfigureAwait(false);
        byte[] key = RandomNumberGenerator.GetBytes(DataKeyBytes);
        await WriteSecretAsync(fleet, DataKeyFile, key, cancellation).ConfigureAwait(false);
    }

    private static async Task WriteSecretAsync(
        FleetDefinition fleet, string name, byte[] content, CancellationToken cancellation)
    {
        string path = Path.Combine(fleet.Folder, name);
        await using (File.Create(path)) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllBytesAsync(path, content, cancellation).ConfigureAwait(false);
    }

    // What is secret goes by the environment: command lines are seen by everybody on the machine.
    private static PlannedPart Venue(
        FleetDefinition fleet, PartDefinition part, string command, params string[] options)
    {
        var environment = new Dictionary<string, string>
        {
            ["BOURSE_DATAKEY"] = Path.Combine(fleet.Folder, DataKeyFile),
            ["BOURSE_CACHE"] = CacheAddress(fleet),
            ["BOURSE_Api__TrustedProxies"] = fleet.Subnet,
            ["TMPDIR"] = part.Folder,
        };
        foreach ((string key, string value) in fleet.Settings)
            environment["BOURSE_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root) environment["DOTNET_ROOT"] = root;
        return new PlannedPart(
            part with
            {
                Command =
                [
                    .. fleet.Venue, command, "--log", LogAddress(fleet), "--data", Path.Combine(part.Folder, "data"),
                    .. options,
                ],
                Environment = environment,
            },
            new Dictionary<string, string>());
    }
}
