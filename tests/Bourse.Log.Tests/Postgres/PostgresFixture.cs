using System.Globalization;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Bourse.Log.Tests.Postgres.PostgresFixture))]

namespace Bourse.Log.Tests.Postgres;

/// <summary>One server for all tests that do not harm it, started by the first; each test has a database of its own on it.</summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string Template = "bourse_template";

    private readonly Lazy<Task<PostgresServer>> _server = new(StartAsync);
    private int _lastNumber;

    /// <summary>A new database with the log's tables.</summary>
    internal Task<(PostgresServer Server, string Database)> CreateDatabaseAsync() => CreateAsync($"TEMPLATE {Template}");

    /// <summary>A new database with nothing in it.</summary>
    internal Task<(PostgresServer Server, string Database)> CreateEmptyDatabaseAsync() => CreateAsync("TEMPLATE template0");

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }

    internal static Task MigrateAsync(PostgresServer server, string database) =>
        new PostgresMigrator(server.ConnectionString(database), NullLogger<PostgresMigrator>.Instance).MigrateAsync(default);

    private static async Task<PostgresServer> StartAsync()
    {
        PostgresServer server = await PostgresServer.StartNewAsync("max_connections=300");
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {Template}");
        await MigrateAsync(server, Template);
        return server;
    }

    private async Task<(PostgresServer Server, string Database)> CreateAsync(string how)
    {
        PostgresServer server = await _server.Value;
        string database = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _lastNumber)}");
        await server.ExecuteAsync("postgres", $"CREATE DATABASE {database} {how}");
        return (server, database);
    }
}
