namespace Bourse.Server.Configuration;

/// <summary>Where the shared log is: in the data folder, or in a database that the nodes of a fleet share.</summary>
/// <param name="ConnectionString">Npgsql's, of the database; null for the log in the data folder.</param>
public sealed record LogAddress(string? ConnectionString)
{
    private const string Embedded = "sqlite";
    private const string PostgresPrefix = "postgres:";

    /// <summary>Whether other nodes may append to it.</summary>
    public bool IsShared => ConnectionString is not null;

    /// <summary>Reads "sqlite" or "postgres:" with a connection string; null stands for the first.</summary>
    /// <exception cref="StartFailedException">It is neither.</exception>
    public static LogAddress Parse(string? text) => text is null or Embedded
        ? new LogAddress(ConnectionString: null)
        : new LogAddress(Database(text) ?? throw new StartFailedException(
            $"--log: \"{text}\" is no place of a log; write sqlite, or postgres: and a connection string, as in "
            + "\"postgres:Host=db1,db2;Database=bourse;Username=bourse_node;Target Session Attributes=primary\""));

    /// <summary>The connection string of "postgres:…"; null when it is none.</summary>
    public static string? Database(string text) =>
        text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length
            ? text[PostgresPrefix.Length..]
            : null;
}
