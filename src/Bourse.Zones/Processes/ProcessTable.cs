namespace Bourse.Zones.Processes;

/// <summary>The processes of this machine, as /proc tells them.</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>The state of a process; a zombie is gone.</summary>
    public static PartState StateOf(ProcessIdentity? process)
    {
        if (process is null || !ProcessRow.TryRead(process.Id, out ProcessRow row)) return PartState.Gone;
        if (row.StartTicks != process.StartTicks || row.IsZombie) return PartState.Gone;
        return row.IsPaused ? PartState.Paused : PartState.Running;
    }

    /// <summary>The process with all that it started and that those started, but for what has moved away.</summary>
    public static IReadOnlyList<ProcessIdentity> Tree(ProcessIdentity root)
    {
        if (StateOf(root) == PartState.Gone) return [];
        ILookup<int, ProcessRow> children = All().ToLookup(row => row.ParentId);
        var tree = new List<ProcessIdentity> { root };
        for (int index = 0; index < tree.Count; index++)
            tree.AddRange(children[tree[index].Id].Where(row => !row.IsZombie).Select(row => row.Identity));
        return tree;
    }

    /// <summary>Sends a signal to those that are still there.</summary>
    public static void Signal(IEnumerable<ProcessIdentity> processes, Signal signal)
    {
        foreach (ProcessIdentity process in processes)
            if (StateOf(process) != PartState.Gone) signal.Send(process.Id);
    }

    /// <summary>Stops them and returns when none of them runs any more.</summary>
    public static async Task PauseAsync(IReadOnlyList<ProcessIdentity> processes, CancellationToken cancellation)
    {
        Signal(processes, Processes.Signal.Stop);
        while (processes.Any(process => StateOf(process) == PartState.Running))
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
    }

    /// <summary>Returns when all of them have ended.</summary>
    public static async Task WaitForEndAsync(IReadOnlyList<ProcessIdentity> processes, CancellationToken cancellation)
    {
        while (processes.Any(process => StateOf(process) != PartState.Gone))
            await Task.Delay(PollInterval, cancellation).ConfigureAwait(false);
    }

    /// <summary>The process that a file names in its first line and that works in the file's folder, or null.</summary>
    public static ProcessIdentity? FromPidFile(string file)
    {
        try
        {
            string? line = File.ReadLines(file).FirstOrDefault();
            if (!int.TryParse(line, out int id) || !ProcessRow.TryRead(id, out ProcessRow row)) return null;
            // The file outlives the process, and the number may be another's since.
            return new FileInfo($"/proc/{id}/cwd").LinkTarget == Path.GetDirectoryName(file) ? row.Identity : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<ProcessRow> All()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out int id) && ProcessRow.TryRead(id, out ProcessRow row))
                yield return row;
    }
}
