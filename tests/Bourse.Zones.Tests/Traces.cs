namespace Bourse.Zones.Tests;

/// <summary>What a fleet has on this machine, found without asking the fleet.</summary>
internal static class Traces
{
    /// <summary>Namespaces, links, mounts, processes and folders of a fleet.</summary>
    public static IReadOnlyList<string> Of(FleetDefinition fleet)
    {
        string network = $"bourse{fleet.Index}";
        bool IsOurs(string name) => name == network || name.StartsWith(network + "-", StringComparison.Ordinal);
        IEnumerable<string> namespaces = Entries("/run/netns").Where(IsOurs).Select(name => $"namespace {name}");
        IEnumerable<string> links = Entries("/sys/class/net").Where(IsOurs).Select(name => $"link {name}");
        IEnumerable<string> mounts = File.ReadLines("/proc/mounts").Select(line => line.Split(' ')[1])
            .Where(path => path.StartsWith(fleet.Folder, StringComparison.Ordinal) || IsOurs(Path.GetFileName(path)))
            .Select(path => $"mount {path}");
        IEnumerable<string> folders = Directory.Exists(fleet.Folder) ? [$"folder {fleet.Folder}"] : [];
        IEnumerable<string> claims = File.Exists($"/var/tmp/bourse-loopback-{fleet.Index}")
            && fleet.Network == NetworkKind.Loopback ? [$"claim {fleet.Index}"] : [];
        return [.. namespaces, .. links, .. mounts, .. ProcessesIn(fleet.Folder), .. folders, .. claims];
    }

    /// <summary>The command lines of a fleet's processes, which everybody on the machine can read.</summary>
    public static IEnumerable<string> CommandLines(string folder) =>
        ProcessesIn(folder).Select(process => File.ReadAllText($"/proc/{process.Split(' ')[1]}/cmdline"));

    private static IEnumerable<string> Entries(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))
        : [];

    // Every part works in its own folder; a zombie has none.
    private static IEnumerable<string> ProcessesIn(string folder) =>
        from process in Entries("/proc")
        where int.TryParse(process, out _)
        where WorkFolder(process).StartsWith(folder, StringComparison.Ordinal)
        select $"process {process}";

    private static string WorkFolder(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/cwd").LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
