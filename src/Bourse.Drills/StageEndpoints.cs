using System.Collections.Concurrent;
using System.Globalization;
using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Zones;

namespace Bourse.Drills;

/// <summary>Where a drill's clients, probes and auditors reach the parts of a fleet.</summary>
internal sealed class StageEndpoints(Fleet fleet) : IDisposable
{
    // HAProxy's table: name of the proxy, name of the server, …, its state as the eighteenth column.
    private const int StateColumn = 17;
    private const int LoadBalancerStatePort = 8404;

    private static readonly TimeSpan ProbeWithin = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Endpoint> _endpoints = new();

    /// <summary>Where a part's clients reach it.</summary>
    public Endpoint Of(Part part) => Of(part.Name, part.Definition.Address);

    /// <summary>Clients that begin at each load balancer and, where asked for, at each node.</summary>
    public IReadOnlyList<LoadGroup> Groups(bool withNodes)
    {
        Endpoint[] balancers = [.. Parts(PartKind.LoadBalancer)];
        Endpoint[] nodes = withNodes ? [.. Parts(PartKind.Node)] : [];
        return
        [
            .. balancers.Select((balancer, index) => new LoadGroup(balancer.Name, false, From(balancers, index))),
            .. nodes.Select((node, index) => new LoadGroup(node.Name, true, From(nodes, index))),
        ];
    }

    /// <summary>Whether a node says that it is ready.</summary>
    public async Task<bool> IsReadyAsync(Part node)
    {
        byte[] request = RequestBytes.Of("GET", "/health/ready", "", "Connection: close");
        return (await Of(node).SendAsync(request, ProbeWithin).ConfigureAwait(false)).IsSuccess;
    }

    /// <summary>How many nodes are up for a load balancer; -1 when it does not answer.</summary>
    public async Task<int> NodesUpAsync(Part balancer)
    {
        string address = balancer.Definition.Address.Split(':')[0];
        Endpoint state = Of(balancer.Name + "/state", string.Create(
            CultureInfo.InvariantCulture, $"{address}:{LoadBalancerStatePort}"));
        HttpReply reply = await state
            .SendAsync(RequestBytes.Of("GET", "/stats;csv", "", "Connection: close"), ProbeWithin)
            .ConfigureAwait(false);
        if (!reply.IsSuccess) return -1;
        return reply.Body.Split('\n').Select(line => line.Split(',')).Count(row => row.Length > StateColumn
            && row[0] == "nodes" && row[1] != "BACKEND"
            && row[StateColumn].StartsWith("UP", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        foreach (Endpoint endpoint in _endpoints.Values) endpoint.Dispose();
    }

    private Endpoint Of(string name, string address) =>
        _endpoints.GetOrAdd(name, static (key, at) => new Endpoint(key, at), address);

    private IEnumerable<Endpoint> Parts(PartKind kind) =>
        fleet.Parts.Where(part => part.Kind == kind).OrderBy(part => part.Name, StringComparer.Ordinal).Select(Of);

    private static Endpoint[] From(Endpoint[] places, int first) => [.. places[first..], .. places[..first]];
}
