namespace Bourse.Server.CommandLine;

/// <summary>How this program is started again.</summary>
internal static class ThisProgram
{
    /// <summary>By its own launcher, or by dotnet and the assembly.</summary>
    public static string[] Command()
    {
        string process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Combine(AppContext.BaseDirectory, "bourse.dll")]
            : [process];
    }
}
