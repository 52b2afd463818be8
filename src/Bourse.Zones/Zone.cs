using Bourse.Zones.Processes;

namespace Bourse.Zones;

/// <summary>What fails together: the parts of one zone.</summary>
public sealed class Zone
{
    private readonly Fleet _fleet;

    internal Zone(Fleet fleet, ZoneDefinition definition)
    {
        _fleet = fleet;
        Definition = definition;
    }

    public ZoneDefinition Definition { get; }

    public string Name => Definition.Name;

    public string Address => Definition.Address;

    public IReadOnlyList<Part> Parts => [.. _fleet.Parts.Where(part => part.Definition.Zone == Name)];

    /// <summary>The part of a kind of which a zone has one.</summary>
    public Part this[PartKind kind] => Parts.Single(part => part.Kind == kind);

    /// <summary>kill -9 of every process of the zone, whoever started it; returns when they are gone.</summary>
    public async Task KillAsync(CancellationToken cancellation = default)
    {
        // A process may start another while the list is read.
        while (await ProcessesAsync(cancellation).ConfigureAwait(false) is { Count: > 0 } processes)
        {
            ProcessTable.Signal(processes, Signal.Kill);
            await ProcessTable.WaitForEndAsync(processes, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>SIGSTOP of every process of the zone: the machine hangs. Returns when all have stopped.</summary>
    public async Task PauseAsync(CancellationToken cancellation = default) => await ProcessTable
        .PauseAsync(await ProcessesAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>SIGCONT of every process of the zone.</summary>
    public async Task ResumeAsync(CancellationToken cancellation = default) =>
        ProcessTable.Signal(await ProcessesAsync(cancellation).ConfigureAwait(false), Signal.Continue);

    /// <summary>Starts the parts that are gone, and returns when all are ready.</summary>
    /// <exception cref="FleetException">A part ended or did not become ready.</exception>
    public Task StartAsync(CancellationToken cancellation = default) => _fleet.StartAsync(Parts, cancellation);

    private async Task<IReadOnlyList<ProcessIdentity>> ProcessesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<int> ids = await _fleet.Network.ProcessesAsync(this, cancellation).ConfigureAwait(false);
        return
        [
            .. ids.Select(id => ProcessRow.TryRead(id, out ProcessRow row) ? row : default)
                .Where(row => row.Id != 0 && !row.IsZombie).Select(row => row.Identity),
        ];
    }
}
