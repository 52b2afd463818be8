using Bourse.Server.Configuration;

namespace Bourse.Server.CommandLine;

/// <summary>What --set takes.</summary>
internal static class KeyValues
{
    /// <summary>The keys with their values; the last of several of a key decides.</summary>
    /// <exception cref="StartFailedException">One is no KEY=VALUE.</exception>
    public static Dictionary<string, string> Read(IEnumerable<string> pairs)
    {
        var values = new Dictionary<string, string>();
        foreach (string pair in pairs)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) throw new StartFailedException($"--set: \"{pair}\" is no KEY=VALUE.");
            values[pair[..equals]] = pair[(equals + 1)..];
        }
        return values;
    }
}
