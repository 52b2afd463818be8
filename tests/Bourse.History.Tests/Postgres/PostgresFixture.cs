using System.Globalization;
using Bourse.History.Postgres;
using Bourse.History.Tests.Support;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Bourse.History.Tests.Postgres.PostgresFixture))]

namespace Bourse.History.Tests.Postgres;

/// <summary>One server for all tests that do not harm it, started by the first; each test has a database of its own on it.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Template = "history_template";

    private readonly Lazy<Task<PostgresServer>> _server = new(() => Task.Run(StartAsync));
    private int _lastNumber;

    /// <summary>A new database with history's tables.</summary>
    public HistoryHome CreateHome() => Create();

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }

    internal PostgresHome Create()
    {
        PostgresServer server = _server.Value.GetAwaiter().GetResult();
        string database = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _lastNumber)}");
        server.ExecuteAsync("postgres", $"CREATE DATABASE {database} TEMPLATE {Template}").GetAwaiter().GetResult();
        return new PostgresHome(server, database);
    }

    internal static async Task MigrateAsync(PostgresServer server, string database) => await new PostgresMigrator(
        server.ConnectionString(database), NullLogger<PostgresMigrator>.Instance, PostgresHistoryStore.Migrations)
        .MigrateAsync(default);

    private static async Task<PostgresServer> StartAsync()
    {
        PostgresServer server = await PostgresServer.StartNewAsync("max_connections=300", "fsync=off");
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        await MigrateAsync(server, Template);
        return server;
    }
}
