using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Zones.Parts;

/// <summary>The venue's own processes in a zone: nodes and a worker.</summary>
internal static class VenueParts
{
    private const string Superuser = "postgres";
    private const string Owner = "bourse";
    private const string Node = "node";
    private const string Worker = "worker";
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
        return Venue(plan, part, Node,
        [
            "run", "--urls", $"http://{at}:{port}", "--admin-url", $"http://{at}:{Ports.NodesAdmin + number}",
            "--drain-seconds", DrainSeconds,
            "--replica", $"postgres:{Connection(plan.Fleet, plan.Zone.Address, Node)}", .. Seed(plan, number),
        ]);
    }

    /// <summary>The worker of the zone: it serves no clients.</summary>
    public static PlannedPart PlanWorker(ZonePlan plan)
    {
        string at = $"{plan.Zone.Address}:{Ports.WorkerAdmin}";
        PartDefinition part = plan.Define(
            "worker", PartKind.Worker, ZonePlan.VenueStage, Ports.WorkerAdmin, $"http://{at}/health/ready");
        return Venue(plan, part, Worker, ["worker", "--admin-url", $"http://{at}"]);
    }

    /// <summary>Where the log is for a node: all databases, of which one leads. No secret is in it.</summary>
    public static string LogAddress(FleetDefinition fleet) => $"postgres:{Primary(fleet, Node)}";

    /// <summary>The connection string of whichever database leads, with all rights in it.</summary>
    public static string Database(FleetDefinition fleet) => Primary(fleet, Owner);

    /// <summary>A zone's database, as psql takes it.</summary>
    public static string PsqlAddress(FleetDefinition fleet, Zone zone) =>
        $"host={zone.Address} port={Ports.Postgres} dbname=bourse user={Superuser} "
        + $"passfile={Path.Combine(fleet.Folder, PassFile(Superuser))}";

    /// <summary>Where the cache is: every zone's Sentinel, which knows the master. A password is in it.</summary>
    public static string CacheAddress(FleetDefinition fleet)
    {
        string sentinels = string.Join(',', fleet.Zones.Select(zone => $"{zone.Address}:{Ports.Sentinel}"));
        return $"redis:{sentinels},sentinel={SentinelPart.Master},password={fleet.Secrets.Redis}";
    }

    /// <summary>SQL that makes the roles: the owner, and one for each kind of process with no more rights than it needs.</summary>
    public static string CreateRoles(FleetDefinition fleet) => $"""
        create role {Owner} login createrole password '{fleet.Secrets.Owner}';
        create role bourse_node;
        create role bourse_worker;
        create role {Node} login password '{fleet.Secrets.Node}' in role bourse_node;
        create role {Worker} login password '{fleet.Secrets.Worker}' in role bourse_node, bourse_worker;
        create database bourse owner {Owner};
        """;

    /// <summary>
    /// Writes how the venue, and psql, log in to the database, and the key that all nodes seal secrets with.
    /// </summary>
    public static async Task WriteSecretsAsync(FleetDefinition fleet, CancellationToken cancellation)
    {
        (string Role, string Password)[] logins =
        [
            (Superuser, fleet.Secrets.Superuser), (Owner, fleet.Secrets.Owner), (Node, fleet.Secrets.Node),
            (Worker, fleet.Secrets.Worker),
        ];
        foreach ((string role, string password) in logins)
        {
            byte[] login = Encoding.ASCII.GetBytes($"*:*:*:{role}:{password}\n");
            await WriteSecretAsync(fleet, PassFile(role), login, cancellation).ConfigureAwait(false);
        }
        byte[] key = RandomNumberGenerator.GetBytes(DataKeyBytes);
        await WriteSecretAsync(fleet, DataKeyFile, key, cancellation).ConfigureAwait(false);
    }

    private static string PassFile(string role) => $"pgpass-{role}";

    // Npgsql refuses to choose where there is no choice.
    private static string Primary(FleetDefinition fleet, string role) =>
        Connection(fleet, string.Join(',', fleet.Zones.Select(zone => zone.Address)), role)
        + (fleet.Zones.Count > 1 ? ";Target Session Attributes=primary" : "");

    private static string Connection(FleetDefinition fleet, string hosts, string role) =>
        $"Host={hosts};Port={Ports.Postgres};Database=bourse;Username={role};"
        + $"Passfile={Path.Combine(fleet.Folder, PassFile(role))}";

    // One node seeds the venue that all share.
    private static string[] Seed(ZonePlan plan, int number) =>
        plan.Fleet.Seed is { } seed && number == 1 && plan.Zone == plan.Fleet.Zones[0] ? ["--seed", seed] : [];

    private static async Task WriteSecretAsync(
        FleetDefinition fleet, string name, byte[] content, CancellationToken cancellation)
    {
        string path = Path.Combine(fleet.Folder, name);
        await using (File.Create(path)) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllBytesAsync(path, content, cancellation).ConfigureAwait(false);
    }

    // What is secret goes by the environment: command lines are seen by everybody on the machine.
    private static PlannedPart Venue(ZonePlan plan, PartDefinition part, string role, string[] command)
    {
        FleetDefinition fleet = plan.Fleet;
        var environment = new Dictionary<string, string>
        {
            ["BOURSE_DATAKEY"] = Path.Combine(fleet.Folder, DataKeyFile),
            ["BOURSE_CACHE"] = CacheAddress(fleet),
            ["BOURSE_Api__TrustedProxies"] = fleet.Subnet,
            ["BOURSE_Limits__FleetNodes"] = fleet.Nodes.ToString(CultureInfo.InvariantCulture),
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
                    .. fleet.Venue, .. command, "--log", $"postgres:{Primary(fleet, role)}",
                    "--data", Path.Combine(part.Folder, "data"),
                ],
                Environment = environment,
            },
            new Dictionary<string, string>());
    }
}
