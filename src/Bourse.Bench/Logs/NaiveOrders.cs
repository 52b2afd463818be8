using System.Diagnostics;
using Bourse.Bench.Latency;
using Npgsql;

namespace Bourse.Bench.Logs;

/// <summary>
/// The design that most begin with: each order is a transaction that moves the balances of taker, maker and the venue's fee account
/// and inserts order and trade. It is treated kindly: one round trip an order, prepared statements, no deadlocks, and the match is
/// given, not searched.
/// </summary>
internal static class NaiveOrders
{
    private const int Accounts = 1000;
    private const int FeeAccount = Accounts + 1;

    private const string Tables = """
        CREATE TABLE naive_balance (account int, asset int, free bigint NOT NULL, PRIMARY KEY (account, asset));
        INSERT INTO naive_balance SELECT account, asset, 1000000000000 FROM generate_series(1, 1001) account, generate_series(1, 2) asset;
        CREATE TABLE naive_order (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account int NOT NULL, side int NOT NULL, price bigint NOT NULL,
            quantity bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE INDEX ON naive_order (account, at);
        CREATE TABLE naive_trade (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, taker int NOT NULL, maker int NOT NULL, price bigint NOT NULL,
            quantity bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
        """;

    private const string Move = "UPDATE naive_balance SET free = free + $3 WHERE account = $1 AND asset = $2";

    public static Task PrepareAsync(TemporaryPostgres server) => server.ExecuteAsync(Tables);

    public static async Task<LogRun> RunAsync(TemporaryPostgres server, int clients, TimeSpan length)
    {
        long start = Stopwatch.GetTimestamp();
        LatencyHistogram[] latencies = await Task.WhenAll(
            Enumerable.Range(0, clients).Select(client => Task.Run(() => SendAsync(server, client, start, length))));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        var latency = new LatencyHistogram();
        foreach (LatencyHistogram one in latencies) latency.Add(one);
        return new LogRun(latency.Count, latency.Count, elapsed, latency);
    }

    private static async Task<LatencyHistogram> SendAsync(TemporaryPostgres server, int client, long start, TimeSpan length)
    {
        var latency = new LatencyHistogram();
        var random = new Random(client);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlBatch batch = CreateBatch(connection);
        await batch.PrepareAsync();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            int taker = random.Next(1, Accounts);
            int maker = random.Next(taker + 1, Accounts + 1);
            Bind(batch, taker, maker);
            long before = Stopwatch.GetTimestamp();
            await batch.ExecuteNonQueryAsync();
            latency.Record(Stopwatch.GetTimestamp() - before);
        }
        return latency;
    }

    /// <summary>A batch is a transaction; accounts in rising order, so that no two wait for each other.</summary>
    private static NpgsqlBatch CreateBatch(NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        for (int i = 0; i < 5; i++) Add(batch, Move, 0, 0, 0L);
        Add(batch, "INSERT INTO naive_order (account, side, price, quantity) VALUES ($1, 0, $2, $3)", 0, 0L, 0L);
        Add(batch, "INSERT INTO naive_trade (taker, maker, price, quantity) VALUES ($1, $2, 100, 1)", 0, 0);
        return batch;
    }

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    private static void Bind(NpgsqlBatch batch, int taker, int maker)
    {
        Set(batch, 0, taker, 1, 1L);
        Set(batch, 1, taker, 2, -100L);
        Set(batch, 2, maker, 1, -1L);
        Set(batch, 3, maker, 2, 99L);
        Set(batch, 4, FeeAccount, 2, 1L);
        Set(batch, 5, taker, 100L, 1L);
        Set(batch, 6, taker, maker);
    }

    private static void Set(NpgsqlBatch batch, int command, params object[] values)
    {
        for (int i = 0; i < values.Length; i++) batch.BatchCommands[command].Parameters[i].Value = values[i];
    }
}
