using System.CommandLine;
using Bourse.History.Postgres;
using Bourse.Log;
using Bourse.Log.Postgres;

namespace Bourse.Server.CommandLine;

/// <summary>bourse migrate: brings a PostgreSQL database to what this program needs.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = new Argument<string>("database")
        {
            Description = "An Npgsql connection string of the schema's owner, such as "
                + "\"Host=db;Database=bourse;Username=bourse_owner\".",
        };
        var roles = new Option<bool>("--roles")
        {
            Description = "Also create and grant the roles of nodes, workers, backup and monitoring.",
        };
        var log = new Option<int?>("--log")
        {
            Description = "Also begin a log of this id; log 1 is there.",
            HelpName = "ID",
        };
        var command = new Command(
            "migrate", "Brings a PostgreSQL database's tables up to this program; safe while nodes serve.")
        {
            database, roles, log,
        };
        command.SetAction((parse, cancellation) => Failures.ReportAsync(() => RunAsync(
            parse.GetValue(database)!, parse.GetValue(roles), parse.GetValue(log), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string database, bool withRoles, int? logId, CancellationToken cancellation)
    {
        using ILoggerFactory logging = LoggerFactory.Create(
            builder => builder.AddSimpleConsole(console => console.SingleLine = true));
        ILogger<PostgresMigrator> logger = logging.CreateLogger<PostgresMigrator>();
        var migrator = new PostgresMigrator(database, logger);
        var history = new PostgresMigrator(database, logger, PostgresHistoryStore.Migrations);
        try
        {
            int applied = await migrator.MigrateAsync(cancellation).ConfigureAwait(false)
                + await history.MigrateAsync(cancellation).ConfigureAwait(false);
            await Console.Out.WriteLineAsync($"{applied} steps applied; the database is up to date.")
                .ConfigureAwait(false);
            if (logId is { } id) await migrator.AddLogAsync(id, cancellation).ConfigureAwait(false);
            if (!withRoles) return 0;
            await migrator.CreateRolesAsync(cancellation).ConfigureAwait(false);
            await history.CreateRolesAsync(cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (Exception e) when (
            e is LogFailedException or LogUnavailableException or ArgumentException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync($"bourse: {e.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
