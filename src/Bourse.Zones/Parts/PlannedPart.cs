namespace Bourse.Zones.Parts;

/// <summary>A part before it is started.</summary>
/// <param name="Definition">How it is started.</param>
/// <param name="Files">What is written into its folder first, by name.</param>
internal sealed record PlannedPart(PartDefinition Definition, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Writes its folder, readable by the part alone.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Definition.Folder, Private);
        foreach ((string name, string content) in Files)
        {
            string path = Path.Combine(Definition.Folder, name);
            await File.WriteAllTextAsync(path, content, cancellation).ConfigureAwait(false);
            bool isProgram = name.EndsWith(".sh", StringComparison.Ordinal);
            File.SetUnixFileMode(path, isProgram ? Private : Private & ~UnixFileMode.UserExecute);
        }
        if (Definition.User is not { } user || !Environment.IsPrivilegedProcess) return;
        await Processes.ExternalCommand.RequireAsync("chown", ["-R", user, Definition.Folder], cancellation)
            .ConfigureAwait(false);
    }
}
