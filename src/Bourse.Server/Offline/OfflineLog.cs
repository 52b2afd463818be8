using Bourse.Log;
using Bourse.Log.Sqlite;
using Bourse.Server.Configuration;
using Bourse.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Server.Offline;

/// <summary>Opens the log of a data folder that no node runs on.</summary>
internal static class OfflineLog
{
    /// <exception cref="StartFailedException">There is none, it is in use, or it cannot be opened.</exception>
    public static SqliteLog Open(string folder)
    {
        if (!DataFolder.IsOne(folder))
            throw new StartFailedException($"{folder} is no venue's data folder: name it with --data.");
        try
        {
            return SqliteLog.Open(folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);
        }
        catch (Exception e) when (e is LogFailedException or LogDamagedException)
        {
            throw new StartFailedException(e.Message, e);
        }
    }
}
