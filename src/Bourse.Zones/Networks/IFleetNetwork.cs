namespace Bourse.Zones.Networks;

/// <summary>The network of one fleet on this machine.</summary>
internal interface IFleetNetwork
{
    /// <summary>The fleet's number on this machine.</summary>
    int Index { get; }

    /// <summary>All addresses of the fleet, in CIDR notation.</summary>
    string Subnet { get; }

    /// <summary>Where a zone is to be, counted from 0.</summary>
    ZoneDefinition Zone(int index);

    /// <summary>Joins the zones.</summary>
    Task CreateAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation);

    /// <summary>The ids of all processes of a zone.</summary>
    Task<IReadOnlyList<int>> ProcessesAsync(Zone zone, CancellationToken cancellation);

    /// <summary>Adds rules of nftables to a zone.</summary>
    /// <exception cref="FleetException">Zones are not apart in this network.</exception>
    Task FilterAsync(ZoneDefinition zone, IEnumerable<string> rules, CancellationToken cancellation);

    /// <summary>Takes a zone's rules away.</summary>
    Task ClearAsync(ZoneDefinition zone, CancellationToken cancellation);

    /// <summary>Takes the network away; its processes have ended.</summary>
    Task DeleteAsync(IReadOnlyList<ZoneDefinition> zones, CancellationToken cancellation);
}
