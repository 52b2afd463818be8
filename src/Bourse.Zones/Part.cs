using Bourse.Zones.Processes;

namespace Bourse.Zones;

/// <summary>One part of a zone, and what can be done to its process.</summary>
public sealed class Part
{
    private readonly Fleet _fleet;

    internal Part(Fleet fleet, PartDefinition definition, ProcessIdentity? process)
    {
        _fleet = fleet;
        Definition = definition;
        Started = process;
    }

    public PartDefinition Definition { get; }

    public string Name => Definition.Name;

    /// <summary>Which of its kind it is in its zone: the 2 of "a/node-2"; 0 where a zone has only one.</summary>
    public int Number => int.TryParse(Name.AsSpan(Name.LastIndexOf('-') + 1), out int number) ? number : 0;

    public PartKind Kind => Definition.Kind;

    /// <summary>What the kernel says of it now.</summary>
    public PartState State => ProcessTable.StateOf(Process);

    /// <summary>Its process as last started, alive or not.</summary>
    public ProcessIdentity? Process =>
        Definition.PidFile is { } file ? ProcessTable.FromPidFile(file) : Started;

    internal ProcessIdentity? Started { get; private set; }

    /// <summary>kill -9 of the process and of all that it started; returns when they are gone.</summary>
    public async Task KillAsync(CancellationToken cancellation = default)
    {
        IReadOnlyList<ProcessIdentity> tree = Tree();
        ProcessTable.Signal(tree, Signal.Kill);
        await ProcessTable.WaitForEndAsync(tree, cancellation).ConfigureAwait(false);
    }

    /// <summary>SIGTERM to the process; returns when it and all that it started are gone.</summary>
    public async Task TerminateAsync(CancellationToken cancellation = default)
    {
        IReadOnlyList<ProcessIdentity> tree = Tree();
        ProcessTable.Signal(tree.Take(1), Signal.Terminate);
        await ProcessTable.WaitForEndAsync(tree, cancellation).ConfigureAwait(false);
    }

    /// <summary>SIGSTOP: it keeps its memory and its connections, and does nothing; returns when it has stopped.</summary>
    public Task PauseAsync(CancellationToken cancellation = default) => ProcessTable.PauseAsync(Tree(), cancellation);

    /// <summary>SIGCONT.</summary>
    public void Resume() => ProcessTable.Signal(Tree(), Signal.Continue);

    /// <summary>Starts it if it is gone, and returns when it is ready.</summary>
    /// <exception cref="FleetException">It ended or did not become ready.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        if (State == PartState.Gone && Definition.PidFile is null)
        {
            Started = _fleet.Launcher.Start(Definition);
            _fleet.Save();
        }
        await PartProbe.WaitAsync(this, _fleet.Patience, cancellation).ConfigureAwait(false);
    }

    /// <summary>The last lines of its output.</summary>
    public string LogTail(int lines)
    {
        string file = Definition.LogFile;
        return File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(lines)) : "";
    }

    /// <summary>Sends a signal to the process alone.</summary>
    internal void Send(Signal signal) => ProcessTable.Signal(Tree().Take(1), signal);

    private IReadOnlyList<ProcessIdentity> Tree() => Process is { } process ? ProcessTable.Tree(process) : [];
}
