using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Postgres;

internal sealed class PostgresLogHarness(PostgresFixture fixture) : LogHarness
{
    private PostgresServer? _server;
    private string _database = "";

    /// <summary>The database's clock is this machine's.</summary>
    public override long NowUs => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public override ValueTask JumpAsync(TimeSpan by) => ExecuteAsync($"""
        CREATE OR REPLACE FUNCTION bourse.log_now_us() RETURNS bigint LANGUAGE sql VOLATILE
        AS 'SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint + {(long)by.TotalMicroseconds}'
        """);

    public override async ValueTask<ISharedLog> OpenAsync()
    {
        if (_server is null) (_server, _database) = await fixture.CreateDatabaseAsync();
        // Small, so that the contract's readers meet the tail's end and a snapshot has several pieces.
        return await PostgresLog.OpenAsync(
            new PostgresLogOptions
            {
                ConnectionString = _server.ConnectionString(_database),
                TailEntriesMax = 64,
                TailBytesMax = 4000,
                SnapshotPieceSize = 3000,
            },
            NullLogger<PostgresLog>.Instance);
    }

    public override ValueTask FlipEntryAsync(long sequence) => ExecuteAsync(
        $"UPDATE bourse.log_entry SET payload = set_byte(payload, 50, get_byte(payload, 50) # 1) WHERE seq = {sequence}");

    public override ValueTask LoseEntryAsync(long sequence) =>
        ExecuteAsync($"DELETE FROM bourse.log_entry WHERE seq = {sequence}");

    public override ValueTask SwapEntriesAsync(long first, long second) => ExecuteAsync($"""
        UPDATE bourse.log_entry SET seq = 1000000 WHERE seq = {first};
        UPDATE bourse.log_entry SET seq = {first} WHERE seq = {second};
        UPDATE bourse.log_entry SET seq = {second} WHERE seq = 1000000;
        """);

    public override ValueTask FlipSnapshotAsync(long sequence) => ExecuteAsync($"""
        UPDATE bourse.log_snapshot_piece SET bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 64)
        WHERE number = 1 AND content = (SELECT content FROM bourse.log_snapshot WHERE seq = {sequence})
        """);

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.ExecuteAsync("postgres", $"DROP DATABASE {_database} WITH (FORCE)");
    }

    private async ValueTask ExecuteAsync(string sql) => await _server!.ExecuteAsync(_database, sql);
}
