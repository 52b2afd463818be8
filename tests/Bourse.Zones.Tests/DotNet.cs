using System.Runtime.InteropServices;

namespace Bourse.Zones.Tests;

internal static class DotNet
{
    /// <summary>The one that runs these tests: a part of a fleet does not have their PATH.</summary>
    public static string Program { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
