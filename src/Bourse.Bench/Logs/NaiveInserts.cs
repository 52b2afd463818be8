using System.Diagnostics;
using Bourse.Bench.Latency;
using Microsoft.Data.Sqlite;

namespace Bourse.Bench.Logs;

/// <summary>What anybody would write first: a prepared insert, each in a commit of its own, with the same durability.</summary>
internal static class NaiveInserts
{
    public static Task<LogRun> Run(string folder, TimeSpan length)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "naive.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        Execute(connection, "PRAGMA synchronous = FULL");
        Execute(connection, "CREATE TABLE command (seq INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO command (payload) VALUES ($payload)";
        insert.Parameters.AddWithValue("$payload", OrderSource.Payload());
        insert.Prepare();
        return Task.FromResult(Measure(insert, length));
    }

    private static LogRun Measure(SqliteCommand insert, TimeSpan length)
    {
        var latency = new LatencyHistogram();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            long before = Stopwatch.GetTimestamp();
            insert.ExecuteNonQuery();
            latency.Record(Stopwatch.GetTimestamp() - before);
        }
        return new LogRun(latency.Count, latency.Count, Stopwatch.GetElapsedTime(start), latency);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
