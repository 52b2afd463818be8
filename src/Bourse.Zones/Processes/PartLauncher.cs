using System.Diagnostics;

namespace Bourse.Zones.Processes;

/// <summary>Starts a part so that it outlives who started it: in a session of its own, its output in a file.</summary>
internal sealed class PartLauncher(FleetDefinition fleet)
{
    // Each of these replaces itself by the next, so the process that is started is the part in the end.
    private const string Redirect = "exec \"$@\" </dev/null >>\"$0\" 2>&1";

    private readonly bool _isRoot = Environment.IsPrivilegedProcess;

    /// <summary>Starts it and returns its process.</summary>
    /// <exception cref="FleetException">It cannot be started.</exception>
    public ProcessIdentity Start(PartDefinition part)
    {
        string? networkNamespace = fleet.Zones.Single(zone => zone.Name == part.Zone).Namespace;
        string[] enter = networkNamespace is null ? [] : ["nsenter", $"--net=/run/netns/{networkNamespace}"];
        var start = new ProcessStartInfo("/bin/sh",
            ["-c", Redirect, part.LogFile, "setsid", .. enter, .. Identity(part), .. part.Command])
        {
            WorkingDirectory = part.Folder,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = ProgramPath.Standard;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = part.Folder;
        foreach ((string name, string value) in part.Environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        return ProcessRow.TryRead(process.Id, out ProcessRow row)
            ? row.Identity
            : throw new FleetException($"{part.Name} ended as it was started: see {part.LogFile}");
    }

    private string[] Identity(PartDefinition part)
    {
        if (!_isRoot) return [];
        string[] user = part.User is null ? [] : ["--reuid", part.User];
        return ["setpriv", .. user, "--regid", $"{part.Mark}", "--clear-groups"];
    }
}
