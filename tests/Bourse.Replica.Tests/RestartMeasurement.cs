using System.Diagnostics;
using System.Globalization;
using Bourse.Log;
using Bourse.Log.Sqlite;
using Bourse.Replica.Tests.Support;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Replica.Tests;

/// <summary>
/// Measures a restart on a log of a million entries, from a snapshot and without one. Prints figures; time decides nothing here.
/// Run it with <c>-explicit only -class "*RestartMeasurement" -showLiveOutput</c>.
/// </summary>
public sealed class RestartMeasurement
{
    private const int Entries = 1_000_000;

    /// <summary>The tail that a node with the usual options replays at worst, and a little more.</summary>
    private const int AfterSnapshot = 100_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Restart_with_a_million_entries()
    {
        string folder = Directory.CreateTempSubdirectory("bourse-restart-").FullName;
        try
        {
            await SeedAsync(folder);
            Append(folder, Entries - AfterSnapshot);
            long sequence = await MeasureAsync("without a snapshot", folder, snapshotEntries: 1);
            Append(folder, AfterSnapshot);
            Assert.Equal(sequence, await NewestSnapshotAsync(folder));
            long size = new FileInfo(Path.Combine(folder, "log.db")).Length;
            Report($"The log: {Entries:N0} entries, {size / 1e6:F0} MB. The snapshot stands {AfterSnapshot:N0} entries before its end.");
            await MeasureAsync("from the snapshot", folder, snapshotEntries: long.MaxValue);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SqliteLog Open(string folder) =>
        SqliteLog.Open(folder, new SqliteLogOptions(), TimeProvider.System, NullLogger<SqliteLog>.Instance);

    private static Task<VenueReplica> StartAsync(SqliteLog log, long snapshotEntries)
    {
        var options = new ReplicaOptions { SnapshotEntries = snapshotEntries };
        return VenueReplica.StartAsync(log, [], options, TimeProvider.System, NullLogger<VenueReplica>.Instance, Cancellation);
    }

    private static async Task SeedAsync(string folder)
    {
        await using SqliteLog log = Open(folder);
        await using VenueReplica replica = await StartAsync(log, long.MaxValue);
        await TestNode.SeedAsync(replica);
    }

    /// <summary>Opens, replays until ready, and waits until a snapshot that is due is stored.</summary>
    private static async Task<long> MeasureAsync(string what, string folder, long snapshotEntries)
    {
        long start = Stopwatch.GetTimestamp();
        await using SqliteLog log = Open(folder);
        TimeSpan opened = Stopwatch.GetElapsedTime(start);
        await using VenueReplica replica = await StartAsync(log, snapshotEntries);
        TimeSpan ready = Stopwatch.GetElapsedTime(start);
        int open = replica.Read(0, static (view, _) =>
        {
            List<OrderFields> orders = [];
            view.OpenOrders(2, 0, orders);
            return orders.Count;
        });
        Report($"Restart {what}: log open after {opened.TotalSeconds:F2} s, ready after {ready.TotalSeconds:F2} s; {open:N0} open orders.");
        while (snapshotEntries == 1 && await log.LoadSnapshotAsync(long.MaxValue, Cancellation) is null) await Task.Delay(50, Cancellation);
        return snapshotEntries == 1 ? (await log.LoadSnapshotAsync(long.MaxValue, Cancellation))!.Sequence : 0;
    }

    private static async Task<long> NewestSnapshotAsync(string folder)
    {
        await using SqliteLog log = Open(folder);
        return (await log.LoadSnapshotAsync(long.MaxValue, Cancellation))!.Sequence;
    }

    /// <summary>Writes entries past the log itself, in one transaction: a commit each would take minutes.</summary>
    private static void Append(string folder, int count)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "log.db")};Pooling=False");
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();
        (long sequence, long atUs) = Last(connection);
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO log_entry (seq, node, batch, at, payload, checksum) VALUES ($0, $1, $2, $3, $4, $5)";
        for (int i = 0; i < count; i++) Insert(insert, new LogEntry(++sequence, ++atUs, new BatchId(77, sequence), Payload(sequence)));
        transaction.Commit();
    }

    private static (long Sequence, long AtUs) Last(SqliteConnection connection)
    {
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = "SELECT seq, at FROM log_entry ORDER BY seq DESC LIMIT 1";
        using SqliteDataReader row = select.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private static void Insert(SqliteCommand insert, LogEntry entry)
    {
        object[] values =
        [
            entry.Sequence, entry.Batch.Node, entry.Batch.Number, entry.AtUs, entry.Payload.ToArray(),
            unchecked((long)EntryChecksum.Of(1, in entry)),
        ];
        insert.Parameters.Clear();
        for (int i = 0; i < values.Length; i++)
            insert.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), values[i]);
        insert.ExecuteNonQuery();
    }

    /// <summary>An order: most meet one that rests, one in fifty stays.</summary>
    private static byte[] Payload(long sequence)
    {
        var payload = new GrowingBuffer(256);
        CommandWriter.Begin(payload);
        bool stays = sequence % 50 == 0;
        CommandWriter.Write(payload, TestNode.Order(
            2 + (int)(sequence % 2),
            sequence % 2 == 0 ? Side.Buy : Side.Sell,
            price: stays ? 1 + (sequence / 50 % 50) : 100,
            quantity: 1,
            string.Create(CultureInfo.InvariantCulture, $"o{sequence}")));
        return payload.Written.ToArray();
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
