using System.Globalization;
using System.Reflection;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// The numbered steps of one schema in a database: files of SQL in an assembly, applied by <see cref="PostgresMigrator"/>. Each
/// schema keeps a table of the steps that it has.
/// </summary>
public sealed class MigrationSeries
{
    private readonly Assembly _assembly;
    private readonly string _prefix;

    /// <param name="assembly">Where the files are embedded, in its folder Postgres/Migrations.</param>
    /// <param name="schema">The schema that the steps make.</param>
    public MigrationSeries(Assembly assembly, string schema)
    {
        _assembly = assembly;
        _prefix = assembly.GetName().Name + ".Postgres.Migrations.";
        Schema = schema;
        Steps = Load();
    }

    /// <summary>The log's.</summary>
    public static MigrationSeries Log { get; } = new(typeof(MigrationSeries).Assembly, "bourse");

    public string Schema { get; }

    /// <summary>All steps that this program knows, in order.</summary>
    internal IReadOnlyList<Migration> Steps { get; }

    internal string Applied => $"SELECT number, name, checksum FROM {Schema}.migration ORDER BY number";

    internal string Beginning => $"""
        CREATE SCHEMA IF NOT EXISTS {Schema};
        CREATE TABLE IF NOT EXISTS {Schema}.migration (
            number int PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp());
        """;

    /// <summary>Checks that a database has all steps, and no others.</summary>
    /// <exception cref="LogFailedException">It is older, newer, or another; the message says what to do.</exception>
    public async Task RequireAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var select = new NpgsqlCommand("", connection);
        await using (select.ConfigureAwait(false))
            SchemaCheck.Require(this, await SchemaCheck.ReadAsync(this, select, cancellation).ConfigureAwait(false));
    }

    /// <summary>The text of a file that is no step, as the roles.</summary>
    internal string Text(string file)
    {
        using Stream stream = _assembly.GetManifestResourceStream(_prefix + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private Migration[] Load() =>
    [
        .. _assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(_prefix, StringComparison.Ordinal) && char.IsAsciiDigit(name[_prefix.Length]))
            .Select(name => name[_prefix.Length..])
            .Order(StringComparer.Ordinal)
            .Select(file => new Migration(
                int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(file), Text(file))),
    ];
}
