using Bourse.History.Postgres;
using Bourse.History.Storage;
using Bourse.History.Tests.Support;
using Bourse.Postgres.Testing;

namespace Bourse.History.Tests.Postgres;

/// <summary>A database of the test's own.</summary>
internal sealed class PostgresHome(PostgresServer server, string database) : HistoryHome
{
    public PostgresServer Server => server;

    public string Database => database;

    public PostgresHistoryOptions Options => new() { ConnectionString = server.ConnectionString(database) };

    public override IHistoryStore Open() => OpenAsync().GetAwaiter().GetResult();

    public Task<PostgresHistoryStore> OpenAsync() => PostgresHistoryStore.OpenAsync(Options);

    public override void Tamper(string sql) => Run($"SET search_path = bourse_history; {sql}");

    public override void Lose()
    {
        Run("DROP SCHEMA bourse_history CASCADE");
        PostgresFixture.MigrateAsync(server, database).GetAwaiter().GetResult();
    }

    public override void Dispose()
    {
        server.ExecuteAsync("postgres", $"DROP DATABASE {database} WITH (FORCE)").GetAwaiter().GetResult();
    }

    private void Run(string sql) => server.ExecuteAsync(database, sql).GetAwaiter().GetResult();
}
