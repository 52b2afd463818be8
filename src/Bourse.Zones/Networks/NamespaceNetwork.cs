using Bourse.Zones.Processes;

namespace Bourse.Zones.Networks;

/// <summary>
/// A namespace for each zone, and one for the bridge between them: what a firewall of this machine does to forwarded
/// packets cannot reach it. The machine itself has one interface into the bridge.
/// </summary>
/// <remarks>
/// this machine  bourse7 10.215.7.1 ═ host ┐
/// namespace bourse7                  bridge0 ┬ zone-a ═ eth0 10.215.7.10  namespace bourse7-a
///                                            ├ zone-b ═ eth0 10.215.7.11  namespace bourse7-b
/// </remarks>
internal sealed class NamespaceNetwork(int index) : IFleetNetwork
{
    private const int IndexMax = 255;
    private const int FirstZoneHost = 10;
    private const string Table = "inet bourse";

    private readonly string _hub = $"bourse{index}";

    public int Index => index;

    public string Subnet => $"10.215.{index}.0/24";

    /// <summary>Takes the first number that no fleet of this machine has.</summary>
    /// <exception cref="FleetException">All are taken, or namespaces cannot be made here.</exception>
    public static async Task<NamespaceNetwork> ClaimAsync(CancellationToken cancellation)
    {
        string errors = "";
        for (int index = 0; index <= IndexMax; index++)
        {
            // Adding a namespace is what no two can do at once.
            (int exitCode, _, errors) = await ExternalCommand
                .RunAsync("ip", ["netns", "add", $"bourse{index}"], "", cancellation).ConfigureAwait(false);
            if (exitCode == 0) return new NamespaceNetwork(index);
            if (!errors.Contains("File exists", StringComparison.Ordinal)) break;
        }
        throw new FleetException(
            $"Network namespaces cannot be made here ({errors.Trim()}): take --network loopback.");
    }

    public ZoneDefinition Zone(int zone)
    {
        char name = (char)('a' + zone);
        return new ZoneDefinition($"{name}", $"10.215.{index}.{FirstZoneHost + zone}", $"{_hub}-{name}");
    }

    public async Task CreateAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation)
    {
        foreach (ZoneDefinition zone in zones) await IpAsync(cancellation, "netns", "add", zone.Namespace!)
            .ConfigureAwait(false);
        await BatchAsync(null, cancellation,
            $"link add name {_hub} type veth peer name host netns {_hub}",
            $"address add 10.215.{index}.1/24 dev {_hub}",
            $"link set dev {_hub} up").ConfigureAwait(false);
        await BatchAsync(_hub, cancellation,
        [
            "link add name bridge0 type bridge", "link set dev bridge0 up", "link set dev host master bridge0 up",
            .. zones.SelectMany(Join),
        ]).ConfigureAwait(false);
        foreach (ZoneDefinition zone in zones)
            await BatchAsync(zone.Namespace, cancellation,
                $"address add {zone.Address}/24 dev eth0", "link set dev eth0 up", "link set dev lo up")
                .ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<int>> ProcessesAsync(Zone zone, CancellationToken cancellation)
    {
        (_, string output, _) = await ExternalCommand
            .RunAsync("ip", ["netns", "pids", zone.Definition.Namespace!], "", cancellation).ConfigureAwait(false);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, null))];
    }

    public Task FilterAsync(ZoneDefinition zone, IEnumerable<string> rules, CancellationToken cancellation) =>
        InAsync(zone, string.Concat(
        [
            $"add table {Table}\n",
            $"add chain {Table} in {{ type filter hook input priority 0; }}\n",
            $"add chain {Table} out {{ type filter hook output priority 0; }}\n",
            .. rules.Select(rule => $"add rule {Table} {rule}\n"),
        ]), cancellation);

    // Adding it first makes the deletion succeed where there is none.
    public Task ClearAsync(ZoneDefinition zone, CancellationToken cancellation) =>
        InAsync(zone, $"add table {Table}\ndelete table {Table}\n", cancellation);

    public async Task DeleteAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation)
    {
        // A namespace that is deleted takes its links away later; this one is seen by others.
        await ExternalCommand.RunAsync("ip", ["link", "delete", _hub], "", cancellation).ConfigureAwait(false);
        foreach (string name in zones.Select(zone => zone.Namespace!).Append(_hub))
            await ExternalCommand.RunAsync("ip", ["netns", "delete", name], "", cancellation).ConfigureAwait(false);
    }

    private static string[] Join(ZoneDefinition zone) =>
    [
        $"link add name zone-{zone.Name} type veth peer name eth0 netns {zone.Namespace}",
        $"link set dev zone-{zone.Name} master bridge0 up",
    ];

    private static Task<string> InAsync(ZoneDefinition zone, string input, CancellationToken cancellation) =>
        ExternalCommand.RequireAsync(
            "nsenter", [$"--net=/run/netns/{zone.Namespace}", "nft", "-f", "-"], cancellation, input);

    private static Task<string> IpAsync(CancellationToken cancellation, params string[] arguments) =>
        ExternalCommand.RequireAsync("ip", arguments, cancellation);

    private static Task<string> BatchAsync(string? inside, CancellationToken cancellation, params string[] lines)
    {
        string[] where = inside is null ? [] : ["-n", inside];
        return ExternalCommand.RequireAsync(
            "ip", [.. where, "-batch", "-"], cancellation, string.Join('\n', lines) + "\n");
    }
}
