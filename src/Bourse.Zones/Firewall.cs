namespace Bourse.Zones;

/// <summary>Cuts zones and parts off from each other, by rules of nftables in the zones' namespaces.</summary>
/// <remarks>Every cut fails with a <see cref="FleetException"/> on loopback, where zones are not apart.</remarks>
public sealed class Firewall
{
    private readonly Fleet _fleet;

    internal Firewall(Fleet fleet) => _fleet = fleet;

    /// <summary>Cuts a zone off from everything, clients on this machine too; within it all goes on.</summary>
    public Task CutAsync(Zone zone, CancellationToken cancellation = default) =>
        AddAsync(zone, cancellation, "in iifname != lo drop", "out oifname != lo drop");

    /// <summary>Cuts two zones off from each other, both ways.</summary>
    public Task CutAsync(Zone one, Zone other, CancellationToken cancellation = default) =>
        AddAsync(one, cancellation, $"in ip saddr {other.Address} drop", $"out ip daddr {other.Address} drop");

    /// <summary>Loses what one zone sends to another, but not what comes back.</summary>
    public Task CutOneWayAsync(Zone from, Zone to, CancellationToken cancellation = default) =>
        AddAsync(from, cancellation, $"out ip daddr {to.Address} drop");

    /// <summary>Cuts one part off from a kind of parts in every zone, its own too; others still reach them.</summary>
    public async Task CutAsync(
        Part client, PartKind servers, CutKind kind, CancellationToken cancellation = default)
    {
        string end = kind == CutKind.Drop ? "drop" : "reject with tcp reset";
        IEnumerable<string> rules =
            from server in _fleet.Parts
            where server.Kind == servers
            let address = server.Definition.Address.Split(':')
            select $"out meta skgid {client.Definition.Mark} ip daddr {address[0]} tcp dport {address[1]} {end}";
        await AddAsync(_fleet.Zone(client.Definition.Zone), cancellation, [.. rules]).ConfigureAwait(false);
    }

    /// <summary>Takes all cuts away.</summary>
    public Task HealAsync(CancellationToken cancellation = default) =>
        Task.WhenAll(_fleet.Zones.Select(zone => _fleet.Network.ClearAsync(zone.Definition, cancellation)));

    private Task AddAsync(Zone zone, CancellationToken cancellation, params string[] rules) =>
        _fleet.Network.FilterAsync(zone.Definition, rules, cancellation);
}
