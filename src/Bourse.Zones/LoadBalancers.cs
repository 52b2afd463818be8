using System.Net.Sockets;
using System.Text;
using Bourse.Zones.Parts;
using Bourse.Zones.Processes;

namespace Bourse.Zones;

/// <summary>Tells the load balancers of all zones about the nodes.</summary>
public sealed class LoadBalancers
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Fleet _fleet;

    internal LoadBalancers(Fleet fleet) => _fleet = fleet;

    private IEnumerable<Part> All => _fleet.Parts.Where(part => part.Kind == PartKind.LoadBalancer);

    /// <summary>Sends no new request to a node; those that it works on go on. A reload forgets it.</summary>
    public Task DrainAsync(Part node, CancellationToken cancellation = default) =>
        SetAsync(node, "drain", cancellation);

    /// <summary>Sends requests to a node again.</summary>
    public Task UndrainAsync(Part node, CancellationToken cancellation = default) =>
        SetAsync(node, "ready", cancellation);

    /// <summary>Reloads one: a new process takes the listeners, the old one ends with its connections.</summary>
    public async Task ReloadAsync(Part loadBalancer, CancellationToken cancellation = default)
    {
        string before = await WorkerAsync(loadBalancer, cancellation).ConfigureAwait(false);
        loadBalancer.Send(Signal.UserTwo);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_fleet.Patience);
        try
        {
            while (await WorkerAsync(loadBalancer, deadline.Token).ConfigureAwait(false) == before)
                await Task.Delay(PollInterval, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FleetException(
                $"{loadBalancer.Name} does not take its configuration: see {loadBalancer.Definition.LogFile}");
        }
    }

    /// <summary>Writes all nodes into every configuration and reloads it where a load balancer runs.</summary>
    internal async Task ApplyAsync(CancellationToken cancellation)
    {
        NodeAddress[] nodes =
        [
            .. _fleet.Parts.Where(part => part.Kind == PartKind.Node).Select(part => NodeAddress.Of(part.Definition)),
        ];
        foreach (Part loadBalancer in All)
        {
            string folder = loadBalancer.Definition.Folder;
            string address = loadBalancer.Definition.Address.Split(':')[0];
            // The file stays the load balancer's own: it is written over, not replaced.
            await File.WriteAllTextAsync(Path.Combine(folder, LoadBalancerPart.ConfigurationFile),
                LoadBalancerPart.Configuration(folder, address, nodes), cancellation).ConfigureAwait(false);
            if (loadBalancer.State == PartState.Running)
                await ReloadAsync(loadBalancer, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SetAsync(Part node, string state, CancellationToken cancellation)
    {
        string server = $"{LoadBalancerPart.Backend}/{NodeAddress.Of(node.Definition).Name}";
        foreach (Part loadBalancer in All.Where(part => part.State == PartState.Running))
        {
            string answer = await AskAsync(loadBalancer, $"set server {server} state {state}", cancellation)
                .ConfigureAwait(false);
            if (answer.Trim() != "")
                throw new FleetException($"{loadBalancer.Name} does not set {server} to {state}: {answer.Trim()}");
        }
    }

    private static async Task<string> WorkerAsync(Part loadBalancer, CancellationToken cancellation)
    {
        string info = await AskAsync(loadBalancer, "show info", cancellation).ConfigureAwait(false);
        return info.Split('\n').FirstOrDefault(line => line.StartsWith("Pid:", StringComparison.Ordinal)) ?? "";
    }

    // By its socket, which is reached from outside the zone's network.
    private static async Task<string> AskAsync(Part loadBalancer, string command, CancellationToken cancellation)
    {
        string path = Path.Combine(loadBalancer.Definition.Folder, LoadBalancerPart.Socket);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw new FleetException($"{loadBalancer.Name} does not answer on {path}: {e.Message}", e);
        }
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), cancellation).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
    }
}
