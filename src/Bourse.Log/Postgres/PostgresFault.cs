using System.Net.Sockets;
using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// What a fault of the connection means for the log. Nearly all pass: a failover, a restart, a full disk. What does not is a
/// database that this program or role must not use.
/// </summary>
internal static class PostgresFault
{
    public static bool IsOne(Exception fault) =>
        fault is NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException
            or InvalidOperationException;

    /// <param name="advice">What comes next when the fault may pass.</param>
    public static Exception Of(Exception fault, string what, string advice = "It is tried again.")
    {
        if (fault is not PostgresException { SqlState: { } state } refusal)
            return new LogUnavailableException($"{what}: the database did not answer ({fault.Message}). {advice}", fault);
        return state switch
        {
            PostgresErrorCodes.InsufficientPrivilege => new LogFailedException(
                $"{what}: the role lacks a right ({refusal.MessageText}). Run 'bourse migrate --roles' and connect as a member of "
                + "bourse_node.", fault),
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName =>
                new LogFailedException($"{what}: the log's tables are not there ({refusal.MessageText}). Run 'bourse migrate'.", fault),
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
                or PostgresErrorCodes.InvalidCatalogName => new LogFailedException(
                    $"{what}: the database refused the connection ({refusal.MessageText}). Check the connection string.", fault),
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new LogDamagedException(
                $"{what}: the database is damaged ({refusal.MessageText}). Fail over to a standby or restore a backup.", fault),
            _ => new LogUnavailableException($"{what}: the database said {state}, {refusal.MessageText}. {advice}", fault),
        };
    }
}
