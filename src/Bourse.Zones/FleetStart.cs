using Bourse.Zones.Networks;
using Bourse.Zones.Parts;
using Bourse.Zones.Processes;

namespace Bourse.Zones;

/// <summary>Brings a new fleet up.</summary>
internal sealed class FleetStart(FleetOptions options, TextWriter output)
{
    // A path of a Unix socket has 107 characters.
    private const int FolderLengthMax = 80;

    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Starts all parts, those of a stage at once, and returns when all are ready and replicate.</summary>
    public async Task<Fleet> RunAsync(CancellationToken cancellation)
    {
        NetworkKind kind = options.Network
            ?? (Environment.IsPrivilegedProcess ? NetworkKind.Namespaces : NetworkKind.Loopback);
        Check(kind);
        string programs = RequiredPrograms.Find(kind, ProgramPath.Find);
        string folder = MakeFolder();
        IFleetNetwork? network = null;
        Fleet? fleet = null;
        try
        {
            network = await ClaimAsync(kind, cancellation).ConfigureAwait(false);
            (fleet, List<PlannedPart> parts) = LayOut(kind, network, programs, folder);
            await WriteAsync(fleet.Definition, parts, cancellation).ConfigureAwait(false);
            await StartAsync(fleet, cancellation).ConfigureAwait(false);
            return fleet;
        }
        catch (Exception failure)
        {
            await TakeDownAsync(fleet, network, folder, failure).ConfigureAwait(false);
            throw;
        }
    }

    private void Check(NetworkKind kind)
    {
        if (!OperatingSystem.IsLinux()) throw new FleetException("A fleet on one machine needs Linux.");
        if (options.Zones is not (1 or 3 or 5))
            throw new FleetException($"{options.Zones} zones: take 1, 3 or 5, so that a majority of them can decide.");
        if (kind == NetworkKind.Namespaces && !Environment.IsPrivilegedProcess)
            throw new FleetException("Network namespaces need root: start it as root, or with --network loopback.");
        if (options.Name == ""
            || !options.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new FleetException(
                $"\"{options.Name}\" is no name of a fleet: take lower-case letters, digits and dashes.");
        if (options.Nodes > 0 && options.Venue.Count == 0)
            throw new FleetException("It is not said how nodes are started: give the venue's program, or 0 nodes.");
    }

    private string MakeFolder()
    {
        string folder = Path.GetFullPath(options.Folder ?? FleetOptions.DefaultFolder(options.Name));
        if (folder.Length > FolderLengthMax)
            throw new FleetException(
                $"{folder} is too long for what is kept in it: at most {FolderLengthMax} characters.");
        if (Path.Exists(folder))
        {
            throw new FleetException(File.Exists(FleetFile.PathIn(folder))
                ? $"The fleet {options.Name} is up already ({folder}): bourse zones down --name {options.Name}"
                : $"{folder} is there already, and no fleet is in it: delete it, or choose another with --folder.");
        }
        Directory.CreateDirectory(folder, FolderMode);
        return folder;
    }

    private (Fleet Fleet, List<PlannedPart> Parts) LayOut(
        NetworkKind kind, IFleetNetwork network, string programs, string folder)
    {
        var definition = new FleetDefinition
        {
            Name = options.Name,
            Folder = folder,
            Index = network.Index,
            Network = kind,
            Subnet = network.Subnet,
            Secrets = FleetSecrets.Create(),
            Venue = options.Venue,
            Settings = options.Settings,
            PostgresPrograms = programs,
            Nodes = options.Nodes * options.Zones,
            Seed = options.Seed,
            Zones = [.. Enumerable.Range(0, options.Zones).Select(network.Zone)],
        };
        List<PlannedPart> parts = FleetPlan.Parts(definition, options.Nodes);
        var fleet = new Fleet(definition with { Parts = [.. parts.Select(part => part.Definition)] }, network)
        {
            Patience = options.Patience,
        };
        fleet.Save();
        return (fleet, parts);
    }

    private static async Task WriteAsync(
        FleetDefinition fleet, List<PlannedPart> parts, CancellationToken cancellation)
    {
        await VenueParts.WriteSecretsAsync(fleet, cancellation).ConfigureAwait(false);
        Directory.CreateDirectory(Path.Combine(fleet.Folder, "logs"), FolderMode);
        foreach (ZoneDefinition zone in fleet.Zones)
            Directory.CreateDirectory(Path.Combine(fleet.Folder, zone.Name), FolderMode);
        foreach (PlannedPart part in parts) await part.WriteAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<IFleetNetwork> ClaimAsync(NetworkKind kind, CancellationToken cancellation) =>
        kind == NetworkKind.Namespaces
            ? await NamespaceNetwork.ClaimAsync(cancellation).ConfigureAwait(false)
            : LoopbackNetwork.Claim();

    // Also after a cancellation, so nothing here may be cancelled.
    private static async Task TakeDownAsync(Fleet? fleet, IFleetNetwork? network, string folder, Exception failure)
    {
        try
        {
            if (fleet is not null)
            {
                await fleet.DownAsync(keepFolder: false, CancellationToken.None).ConfigureAwait(false);
                return;
            }
            if (network is not null) await network.DeleteAsync([], CancellationToken.None).ConfigureAwait(false);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is FleetException or IOException)
        {
            throw new FleetException(
                $"{failure.Message}\nNor could it be taken down ({e.Message}): delete {folder} when nothing of it runs.", failure);
        }
    }

    private async Task StartAsync(Fleet fleet, CancellationToken cancellation)
    {
        await fleet.Network.CreateAsync(fleet.Definition.Zones, cancellation).ConfigureAwait(false);
        IEnumerable<Part> infrastructure = fleet.Parts.Where(part => part.Definition.Stage < ZonePlan.VenueStage);
        await fleet.StartAsync(infrastructure, cancellation, Tell).ConfigureAwait(false);
        await fleet.WaitAsync("one database leads and the others follow", status => status.IsReplicated,
            options.Patience, cancellation).ConfigureAwait(false);
        TellLine("databases replicate");
        Part[] venue = [.. fleet.Parts.Where(part => part.Definition.Stage >= ZonePlan.VenueStage)];
        if (venue.Length == 0) return;
        await MigrateAsync(fleet.Definition, cancellation).ConfigureAwait(false);
        await fleet.StartAsync(venue, cancellation, Tell).ConfigureAwait(false);
    }

    private async Task MigrateAsync(FleetDefinition fleet, CancellationToken cancellation)
    {
        await ExternalCommand.RequireAsync(fleet.Venue[0],
            [.. fleet.Venue.Skip(1), "migrate", "--roles", VenueParts.Database(fleet)], cancellation)
            .ConfigureAwait(false);
        TellLine("schema migrated");
    }

    private void Tell(Part part) => TellLine($"{part.Name} ready");

    private void TellLine(string line)
    {
        lock (output) output.WriteLine($"{TimeProvider.System.GetElapsedTime(_start).TotalSeconds,5:0.0} s  {line}");
    }
}
