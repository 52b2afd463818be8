using Bourse.Zones.Processes;

namespace Bourse.Zones.Networks;

/// <summary>A loopback address for each zone: what is left without root.</summary>
internal sealed class LoopbackNetwork(int index) : IFleetNetwork
{
    private const int IndexMax = 255;
    private const int FirstZoneHost = 10;

    public int Index => index;

    public string Subnet => "127.0.0.0/8";

    /// <summary>Takes the first number that no fleet of this machine has.</summary>
    /// <exception cref="FleetException">All are taken.</exception>
    public static LoopbackNetwork Claim()
    {
        for (int index = 0; index <= IndexMax; index++)
        {
            try
            {
                using FileStream _ = new(ClaimFile(index), FileMode.CreateNew);
                return new LoopbackNetwork(index);
            }
            catch (IOException) when (File.Exists(ClaimFile(index)))
            {
                // Another fleet's.
            }
        }
        throw new FleetException(
            $"All numbers of fleets are taken: delete what is stale of {ClaimFile(0)} and the like.");
    }

    public ZoneDefinition Zone(int zone) =>
        new($"{(char)('a' + zone)}", $"127.215.{index}.{FirstZoneHost + zone}", null);

    public Task CreateAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation) => Task.CompletedTask;

    // PostgreSQL leaves the tree of what started it, so each part is the root of a tree of its own.
    public Task<IReadOnlyList<int>> ProcessesAsync(Zone zone, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<int>>(
        [
            .. zone.Parts.Select(part => part.Process).OfType<ProcessIdentity>().SelectMany(ProcessTable.Tree)
                .Select(process => process.Id).Distinct(),
        ]);

    public Task FilterAsync(ZoneDefinition zone, IEnumerable<string> rules, CancellationToken cancellation) =>
        throw new FleetException(
            "On loopback zones cannot be cut from each other: start the fleet as root, in network namespaces.");

    public Task ClearAsync(ZoneDefinition zone, CancellationToken cancellation) => Task.CompletedTask;

    public Task DeleteAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation)
    {
        File.Delete(ClaimFile(index));
        return Task.CompletedTask;
    }

    private static string ClaimFile(int index) => $"/var/tmp/bourse-loopback-{index}";
}
