using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Bourse.Zones.Networks;
using Bourse.Zones.Parts;
using Bourse.Zones.Processes;
using Bourse.Zones.Status;

namespace Bourse.Zones;

/// <summary>
/// A whole fleet on one machine: zones, each with a database, a cache, nodes and a load balancer. Nothing watches over
/// it but its own parts; what is known of it stands in its folder, so any process may open it.
/// </summary>
public sealed class Fleet
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _saving = new();

    private FleetDefinition _definition;
    private volatile IReadOnlyList<Part> _parts;

    internal Fleet(FleetDefinition definition, IFleetNetwork network)
    {
        _definition = definition;
        Network = network;
        Launcher = new PartLauncher(definition);
        Zones = [.. definition.Zones.Select(zone => new Zone(this, zone))];
        Firewall = new Firewall(this);
        LoadBalancers = new LoadBalancers(this);
        _parts =
        [
            .. definition.Parts.Select(part => new Part(this, part, definition.Processes.GetValueOrDefault(part.Name))),
        ];
    }

    public FleetDefinition Definition => _definition;

    public IReadOnlyList<Zone> Zones { get; }

    public IReadOnlyList<Part> Parts => _parts;

    public Firewall Firewall { get; }

    public LoadBalancers LoadBalancers { get; }

    /// <summary>Where the venue's log is, as a node's --log takes it.</summary>
    public string LogAddress => VenueParts.LogAddress(Definition);

    /// <summary>Where the cache is, as a node's --cache takes it. A password is in it.</summary>
    public string CacheAddress => VenueParts.CacheAddress(Definition);

    /// <summary>How long a part may take until it is ready.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    internal IFleetNetwork Network { get; }

    internal PartLauncher Launcher { get; }

    /// <summary>Starts a new fleet; when anything fails it takes all of it down again.</summary>
    /// <exception cref="FleetException">Something is missing or failed; the message says what.</exception>
    public static Task<Fleet> UpAsync(
        FleetOptions options, TextWriter output, CancellationToken cancellation = default) =>
        new FleetStart(options, output).RunAsync(cancellation);

    /// <summary>Opens the fleet that is kept in a folder.</summary>
    /// <exception cref="FleetException">There is none.</exception>
    public static Fleet Open(string folder)
    {
        FleetDefinition definition = FleetFile.Read(folder);
        return new Fleet(definition, definition.Network == NetworkKind.Namespaces
            ? new NamespaceNetwork(definition.Index)
            : new LoopbackNetwork(definition.Index));
    }

    /// <summary>The zone of a name.</summary>
    /// <exception cref="FleetException">There is none.</exception>
    public Zone Zone(string name) => Zones.FirstOrDefault(zone => zone.Name == name)
        ?? throw new FleetException(
            $"There is no zone {name}: the zones are {string.Join(", ", Zones.Select(zone => zone.Name))}.");

    /// <summary>The part of a name, as in "a/redis".</summary>
    /// <exception cref="FleetException">There is none.</exception>
    public Part Part(string name) => Parts.FirstOrDefault(part => part.Name == name)
        ?? throw new FleetException($"There is no part {name}: bourse zones status names them all.");

    /// <summary>Where clients and operators reach what.</summary>
    public string Addresses()
    {
        var text = new StringBuilder();
        foreach (Part part in Parts.Where(part => part.Kind is PartKind.LoadBalancer or PartKind.Node))
            text.AppendLine(CultureInfo.InvariantCulture, $"{part.Name,-12} http://{part.Definition.Address}");
        return text.ToString();
    }

    /// <summary>Every part with its role and lag, asked now.</summary>
    public Task<FleetStatus> StatusAsync(CancellationToken cancellation = default) =>
        new StatusReader(this).ReadAsync(cancellation);

    /// <summary>Returns the first status of which the condition holds.</summary>
    /// <exception cref="FleetException">Patience ended; the message has the last status.</exception>
    public async Task<FleetStatus> WaitAsync(
        string what, Func<FleetStatus, bool> condition, TimeSpan patience, CancellationToken cancellation = default)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            FleetStatus status = await StatusAsync(cancellation).ConfigureAwait(false);
            if (condition(status)) return status;
            if (TimeProvider.System.GetElapsedTime(start) > patience)
                throw new FleetException($"After {patience.TotalSeconds:0} s still not: {what}.\n{status}");
            await Task.Delay(StatusInterval, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Runs SQL on the database of a zone as its superuser, and returns its rows, fields separated by a bar.</summary>
    /// <exception cref="FleetException">It failed, or the database cannot be reached.</exception>
    public Task<string> SqlAsync(Zone zone, string sql, CancellationToken cancellation = default)
    {
        string[] options = ["-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", VenueParts.PsqlAddress(Definition, zone)];
        return ExternalCommand.RequireAsync(
            Path.Combine(Definition.PostgresPrograms, "psql"), options, cancellation, sql);
    }

    /// <summary>Sends one command to a cache or Sentinel and returns its answer.</summary>
    /// <exception cref="FleetException">It failed, or the part cannot be reached.</exception>
    public static async Task<string> AskCacheAsync(
        Part part, string command, CancellationToken cancellation = default)
    {
        try
        {
            return await RedisClient.AskAsync(part.Definition.Probe, command, AskWithin, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new FleetException($"{part.Name} does not do {command}: {e.Message}", e);
        }
    }

    /// <summary>Starts one more node in a zone, and tells the load balancers when it is ready.</summary>
    /// <param name="environment">Variables besides those of every node, or in their place; null takes one away.</param>
    /// <exception cref="FleetException">It ended or did not become ready; it is taken away again.</exception>
    public async Task<Part> AddNodeAsync(
        Zone zone, IReadOnlyDictionary<string, string?>? environment = null, CancellationToken cancellation = default)
    {
        int number = 1 + zone.Parts.Where(part => part.Kind == PartKind.Node).Select(part => part.Number)
            .DefaultIfEmpty().Max();
        PlannedPart plan = VenueParts.PlanNode(new ZonePlan(Definition, zone.Definition), number);
        await plan.WriteAsync(cancellation).ConfigureAwait(false);
        var node = new Part(this, With(plan.Definition, environment), null);
        Change(parts => [.. parts, node]);
        try
        {
            await node.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await RemoveNodeAsync(node, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        await LoadBalancers.ApplyAsync(cancellation).ConfigureAwait(false);
        return node;
    }

    /// <summary>Takes a node out of service: no new requests, then SIGTERM, then it is gone.</summary>
    public async Task RemoveNodeAsync(Part node, CancellationToken cancellation = default)
    {
        Change(parts => [.. parts.Where(part => part != node)]);
        await LoadBalancers.ApplyAsync(cancellation).ConfigureAwait(false);
        await node.TerminateAsync(cancellation).ConfigureAwait(false);
        Directory.Delete(node.Definition.Folder, recursive: true);
    }

    /// <summary>Ends every process, takes the network away and deletes the folder unless it is to be kept.</summary>
    public async Task DownAsync(bool keepFolder, CancellationToken cancellation = default)
    {
        await Task.WhenAll(Zones.Select(zone => zone.KillAsync(cancellation))).ConfigureAwait(false);
        await Network.DeleteAsync(Definition.Zones, cancellation).ConfigureAwait(false);
        if (keepFolder) File.Move(FleetFile.PathIn(Definition.Folder), FleetFile.PathIn(Definition.Folder) + ".down");
        else Directory.Delete(Definition.Folder, recursive: true);
    }

    /// <summary>Starts parts, those of a stage at once; the first that fails ends the wait for the others.</summary>
    internal async Task StartAsync(IEnumerable<Part> parts, CancellationToken cancellation, Action<Part>? ready = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        foreach (IGrouping<int, Part> stage in parts.GroupBy(part => part.Definition.Stage).OrderBy(stage => stage.Key))
            await Task.WhenAll(stage.Select(StartPartAsync)).ConfigureAwait(false);

        async Task StartPartAsync(Part part)
        {
            try
            {
                await part.StartAsync(stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
            ready?.Invoke(part);
        }
    }

    private static PartDefinition With(PartDefinition part, IReadOnlyDictionary<string, string?>? environment)
    {
        var all = new Dictionary<string, string>(part.Environment);
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null) all.Remove(name);
            else all[name] = value;
        }
        return part with { Environment = all };
    }

    private void Change(Func<IReadOnlyList<Part>, IReadOnlyList<Part>> change)
    {
        lock (_saving) _parts = change(_parts);
        Save();
    }

    /// <summary>Writes down which processes are the fleet's.</summary>
    internal void Save()
    {
        lock (_saving)
        {
            _definition = _definition with
            {
                Parts = [.. Parts.Select(part => part.Definition)],
                Processes = Parts.Where(part => part.Started is not null)
                    .ToDictionary(part => part.Name, part => part.Started!),
            };
            FleetFile.Write(_definition);
        }
    }
}
