using System.ComponentModel;
using System.Diagnostics;

namespace Bourse.Zones.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class ExternalCommand
{
    /// <summary>Runs it and returns what it printed.</summary>
    /// <exception cref="FleetException">It cannot be started, or says that it failed.</exception>
    public static async Task<string> RequireAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellation, string input = "")
    {
        string[] given = [.. arguments];
        (int exitCode, string output, string errors) =
            await RunAsync(program, given, input, cancellation).ConfigureAwait(false);
        if (exitCode == 0) return output;
        string what = string.Join(' ', given.Prepend(program));
        throw new FleetException($"\"{what}\" failed with exit code {exitCode}: {(errors + output + input).Trim()}");
    }

    /// <summary>Runs it and returns its exit code and what it printed.</summary>
    /// <exception cref="FleetException">It cannot be started.</exception>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string input, CancellationToken cancellation)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation).ConfigureAwait(false);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(ProgramPath.Find(program) ?? program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FleetException($"{program} cannot be started: {e.Message}", e);
        }
    }
}
