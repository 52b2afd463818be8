using Bourse.Server.Configuration;
using Bourse.Server.Json;

namespace Bourse.Server.CommandLine;

/// <summary>Turns what can go wrong at the edge into a message and an exit code.</summary>
internal static class Failures
{
    /// <summary>
    /// Runs an action; a failure that an operator can mend is told in its own words, without a stack trace.
    /// </summary>
    public static async Task<int> ReportAsync(Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is StartFailedException or JsonShapeException)
        {
            await Console.Error.WriteLineAsync($"bourse: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
