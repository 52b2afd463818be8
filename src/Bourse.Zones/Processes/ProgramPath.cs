namespace Bourse.Zones.Processes;

/// <summary>Where this machine keeps its programs, those of administrators too.</summary>
internal static class ProgramPath
{
    /// <summary>The PATH that parts are started with.</summary>
    public const string Standard = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The full path of a program, or null when it is not installed.</summary>
    public static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program) ? program : null
        : Standard.Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
