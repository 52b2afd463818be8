using Bourse.Redis;

namespace Bourse.Server.Configuration;

/// <summary>Reads what a process of a fleet is told of beside its log.</summary>
internal static class FleetOptionsReader
{
    /// <summary>The connection string of the standby that answers questions about the past; null without one.</summary>
    /// <exception cref="StartFailedException">It cannot be read, or the log is no fleet's.</exception>
    public static string? ReadReplica(string? text, LogAddress log)
    {
        if (text is null) return null;
        if (!log.IsShared) throw OfAFleet("replica");
        string connection = LogAddress.Database(text) ?? throw new StartFailedException(
            $"--replica: \"{text}\" is no place of a standby; write postgres: and a connection string.");
        // What one standby has reached says nothing about another.
        return connection.Split(';').Any(NamesSeveralHosts)
            ? throw new StartFailedException("--replica names several hosts: name one standby, the nearest.")
            : connection;
    }

    /// <summary>Where Redis is; null to do without.</summary>
    /// <exception cref="StartFailedException">It cannot be read, or the log is no fleet's.</exception>
    public static RedisSettings? ReadCache(string? text, LogAddress log)
    {
        if (text is null) return null;
        if (!log.IsShared) throw OfAFleet("cache");
        try
        {
            return RedisSettings.Parse(text);
        }
        catch (FormatException e)
        {
            throw new StartFailedException($"--cache: {e.Message}", e);
        }
    }

    private static StartFailedException OfAFleet(string option) => new(
        $"--{option} is for the nodes of a fleet, whose log is in PostgreSQL: give --log postgres:… as well, or leave "
        + $"--{option} out.");

    private static bool NamesSeveralHosts(string part) =>
        part.TrimStart().StartsWith("host", StringComparison.OrdinalIgnoreCase)
        && part.Contains(',', StringComparison.Ordinal);
}
