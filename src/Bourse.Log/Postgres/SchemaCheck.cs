using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>Compares a database's steps with this program's: the same ones, no more and no fewer.</summary>
internal static class SchemaCheck
{
    /// <returns>When the log was begun, microseconds since the Unix epoch.</returns>
    /// <exception cref="LogFailedException">The database is older, newer, or another; the message says what to do.</exception>
    public static async Task<long> RunAsync(LogConnection connection, int logId, CancellationToken cancellation)
    {
        List<(int Number, string Name, string Checksum)> applied;
        NpgsqlCommand select = connection.Query("");
        await using (select.ConfigureAwait(false))
            applied = await ReadAsync(MigrationSeries.Log, select, cancellation).ConfigureAwait(false);
        Require(MigrationSeries.Log, applied);
        NpgsqlCommand begun = connection.Query(
            "SELECT (extract(epoch FROM begun_at) * 1000000)::bigint FROM bourse.log WHERE id = $1");
        await using (begun.ConfigureAwait(false))
        {
            begun.Parameters.Add(new NpgsqlParameter<int> { TypedValue = logId });
            if (await begun.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is long begunAtUs) return begunAtUs;
        }
        throw new LogFailedException($"The database has no log {logId}. Check the log id, or run 'bourse migrate --log {logId}'.");
    }

    /// <summary>The steps that a database has.</summary>
    public static async Task<List<(int Number, string Name, string Checksum)>> ReadAsync(
        MigrationSeries series, NpgsqlCommand select, CancellationToken cancellation)
    {
        select.CommandText = series.Applied;
        List<(int Number, string Name, string Checksum)> applied = [];
        NpgsqlDataReader reader = await select.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                applied.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }
        return applied;
    }

    /// <summary>Checks that a database has all that this program knows, and nothing else.</summary>
    /// <exception cref="LogFailedException">It does not.</exception>
    public static void Require(MigrationSeries series, IReadOnlyList<(int Number, string Name, string Checksum)> applied)
    {
        Compare(series, applied);
        if (applied.Count == series.Steps.Count) return;
        throw new LogFailedException(
            $"The database is older than this program: its schema {series.Schema} is at step {applied.Count}, and step "
            + $"{series.Steps[^1].Number} is needed. Run 'bourse migrate', then start again.");
    }

    /// <summary>Checks that what a database has is a beginning of what this program knows.</summary>
    /// <exception cref="LogFailedException">It is not.</exception>
    public static void Compare(MigrationSeries series, IReadOnlyList<(int Number, string Name, string Checksum)> applied)
    {
        int known = series.Steps[^1].Number;
        if (applied.Count > 0 && applied[^1].Number > known)
        {
            throw new LogFailedException(
                $"The database is newer than this program: its schema is at step {applied[^1].Number}, and this program knows steps up "
                + $"to {known}. Run the newer Bourse that migrated it.");
        }
        for (int i = 0; i < applied.Count; i++)
        {
            Migration step = series.Steps[i];
            if (applied[i] == (step.Number, step.Name, step.Checksum)) continue;
            throw new LogFailedException(
                $"Step {applied[i].Number} of the database ('{applied[i].Name}') is not the one that this program has ('{step.Name}'): "
                + "their checksums differ. Run the Bourse that migrated this database, or connect to the right one.");
        }
    }
}
