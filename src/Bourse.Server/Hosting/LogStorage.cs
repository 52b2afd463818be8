using Bourse.Log;
using Bourse.Log.Postgres;
using Bourse.Log.Sqlite;
using Bourse.Server.Configuration;
using Bourse.Server.Data;

namespace Bourse.Server.Hosting;

/// <summary>Opens the log that a node is told of.</summary>
internal static class LogStorage
{
    /// <exception cref="LogFailedException">It cannot be used; the message says what to do.</exception>
    /// <exception cref="LogDamagedException">What it holds is damaged.</exception>
    /// <exception cref="LogUnavailableException">The database cannot be reached now.</exception>
    public static async Task<ISharedLog> OpenAsync(LogAddress address, DataFolder folder, ILoggerFactory loggers)
    {
        if (address.ConnectionString is not { } connection)
            return SqliteLog.Open(
                folder.Root, new SqliteLogOptions(), TimeProvider.System, loggers.CreateLogger<SqliteLog>());
        var options = new PostgresLogOptions { ConnectionString = connection };
        try
        {
            return await PostgresLog.OpenAsync(options, loggers.CreateLogger<PostgresLog>()).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new StartFailedException($"--log: the connection string cannot be read: {e.Message}", e);
        }
    }
}
