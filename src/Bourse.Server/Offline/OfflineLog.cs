using Bourse.Log;
using Bourse.Log.Postgres;
using Bourse.Log.Sqlite;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Server.Offline;

/// <summary>
/// Opens a log to read it: that of a data folder that no node runs on, or a fleet's, whose nodes may run meanwhile.
/// </summary>
internal static class OfflineLog
{
    /// <exception cref="StartFailedException">There is none, it is in use, or it cannot be opened.</exception>
    public static async Task<ISharedLog> OpenAsync(LogAddress address, string folder)
    {
        try
        {
            if (address.ConnectionString is not { } database) return OpenEmbedded(folder);
            return await PostgresLog.OpenAsync(
                new PostgresLogOptions { ConnectionString = database }, NullLogger<PostgresLog>.Instance)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is LogFailedException or LogDamagedException or LogUnavailableException
                or ArgumentException or NotSupportedException)
        {
            throw new StartFailedException(e.Message, e);
        }
    }

    private static SqliteLog OpenEmbedded(string folder) => DataFolder.IsOne(folder)
        ? SqliteLog.Open(folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance)
        : throw new StartFailedException($"{folder} is no venue's data folder: name it with --data.");
}
