using System.Globalization;
using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Bourse.Log.Tests.Postgres;

/// <summary>The schema's steps: once each, by one migrator, and a plain word when program and database do not fit.</summary>
public sealed class PostgresMigratorTests(PostgresFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_migrators_at_once_one_works()
    {
        (PostgresServer server, string database) = await fixture.CreateEmptyDatabaseAsync();

        int[] applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Migrator(server, database).MigrateAsync(Cancellation)));

        Assert.Equal(MigrationSeries.Log.Steps.Count, Assert.Single(applied, count => count > 0));
        Assert.Equal(0, await Migrator(server, database).MigrateAsync(Cancellation));
    }

    [Fact]
    public async Task A_database_that_was_not_migrated_is_refused()
    {
        (PostgresServer server, string database) = await fixture.CreateEmptyDatabaseAsync();

        var refusal = await Assert.ThrowsAsync<LogFailedException>(() => OpenAsync(server, database));
        Assert.Contains("'bourse migrate'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_database_is_refused()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await server.ExecuteAsync(database, "DELETE FROM bourse.migration");

        var refusal = await Assert.ThrowsAsync<LogFailedException>(() => OpenAsync(server, database));
        Assert.Contains("older than this program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_alone()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await server.ExecuteAsync(database, "INSERT INTO bourse.migration (number, name, checksum) VALUES (999, '0999_later', 'x')");

        var refusal = await Assert.ThrowsAsync<LogFailedException>(() => OpenAsync(server, database));
        Assert.Contains("newer than this program", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogFailedException>(() => Migrator(server, database).MigrateAsync(Cancellation));
    }

    [Fact]
    public async Task A_step_that_was_changed_is_refused()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await server.ExecuteAsync(database, "UPDATE bourse.migration SET checksum = 'x' WHERE number = 1");

        var refusal = await Assert.ThrowsAsync<LogFailedException>(() => Migrator(server, database).MigrateAsync(Cancellation));
        Assert.Contains("checksums differ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_in_one_database_are_apart()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        var refusal = await Assert.ThrowsAsync<LogFailedException>(() => OpenAsync(server, database, logId: 2));
        Assert.Contains("no log 2", refusal.Message, StringComparison.Ordinal);

        await Migrator(server, database).AddLogAsync(2, Cancellation);
        await using PostgresLog first = await OpenAsync(server, database);
        await using PostgresLog second = await OpenAsync(server, database, logId: 2);
        await Sample.AppendAsync(first, 3);

        Assert.Equal(1, (await second.AppendAsync(new BatchId(1, 1), Sample.Payload(1))).Sequence);
        Assert.Single(await Sample.ReadAllAsync(second, 0));
        Assert.Equal(3, await first.HeadAsync(Cancellation));
    }

    [Fact]
    public async Task A_nodes_role_can_do_a_nodes_work_and_cannot_touch_what_stands_in_the_log()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        string user = await CreateUserAsync(server, database, "bourse_node");

        await using (PostgresLog log = await OpenAsync(server, database, user: user))
        {
            await Sample.AppendAsync(log, 3);
            await log.SaveSnapshotAsync(Sample.Snapshot(2), Cancellation);
            Sample.AssertSame(Sample.Snapshot(2), await log.LoadSnapshotAsync(3, Cancellation));
            Assert.Equal(3, (await Sample.ReadAllAsync(log, 0)).Count);
        }
        foreach (string sql in new[]
        {
            "UPDATE bourse.log_entry SET at_us = 0", "DELETE FROM bourse.log_entry", "TRUNCATE bourse.log_entry",
            "INSERT INTO bourse.log_entry VALUES (1, 9, 1, 1, 1, '', 1)", "INSERT INTO bourse.log (id) VALUES (3)",
            "DELETE FROM bourse.migration", "CREATE TABLE bourse.other (x int)",
        })
        {
            await AssertDeniedAsync(server, database, user, sql);
        }
    }

    [Theory]
    [InlineData("bourse_worker", "SELECT count(payload) FROM bourse.log_entry", "SELECT bourse.log_append(1, 1, 1, '', 0)")]
    [InlineData("bourse_backup", "SELECT count(payload) FROM bourse.log_entry", "DELETE FROM bourse.log_entry")]
    [InlineData("bourse_monitor", "SELECT count(seq) FROM bourse.log_entry", "SELECT count(payload) FROM bourse.log_entry")]
    [InlineData("bourse_migrator", "CREATE TABLE bourse.next (x int)", "SELECT count(payload) FROM bourse.log_entry")]
    public async Task A_role_has_its_rights_and_no_more(string role, string allowed, string denied)
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        string user = await CreateUserAsync(server, database, role);

        await ExecuteAsAsync(server, database, user, allowed);
        await AssertDeniedAsync(server, database, user, denied);
    }

    private static PostgresMigrator Migrator(PostgresServer server, string database) =>
        new(server.ConnectionString(database), NullLogger<PostgresMigrator>.Instance);

    private static Task<PostgresLog> OpenAsync(PostgresServer server, string database, int logId = 1, string user = "bourse") =>
        PostgresLog.OpenAsync(
            new PostgresLogOptions { ConnectionString = server.ConnectionString(database, user), LogId = logId },
            NullLogger<PostgresLog>.Instance,
            Cancellation);

    /// <summary>Roles are the server's: the name is the test's own.</summary>
    private static async Task<string> CreateUserAsync(PostgresServer server, string database, string role)
    {
        await Migrator(server, database).CreateRolesAsync(Cancellation);
        string user = string.Create(CultureInfo.InvariantCulture, $"{role}_{database}");
        await server.ExecuteAsync(database, $"CREATE ROLE {user} LOGIN IN ROLE {role}");
        return user;
    }

    private static async Task ExecuteAsAsync(PostgresServer server, string database, string user, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString(database, user) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task AssertDeniedAsync(PostgresServer server, string database, string user, string sql)
    {
        var denied = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsAsync(server, database, user, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }
}
