using System.Net.Sockets;
using Bourse.Log;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>What a fault of the connection means for history, and what to do.</summary>
internal static class HistoryFault
{
    public static bool IsOne(Exception fault) =>
        fault is NpgsqlException or IOException or SocketException or TimeoutException or LogFailedException;

    public static HistoryUnavailableException Of(Exception fault) => fault switch
    {
        LogFailedException => new HistoryUnavailableException($"History: {fault.Message}", fault),
        PostgresException refusal => new HistoryUnavailableException(
            $"History: the database said {refusal.SqlState}, {refusal.MessageText}. {Advice(refusal.SqlState)}", fault),
        _ => new HistoryUnavailableException(
            $"History: the database did not answer ({fault.Message}). It is tried again; orders go on meanwhile.", fault),
    };

    private static string Advice(string state) => state switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName =>
            "Run 'bourse migrate'.",
        PostgresErrorCodes.InsufficientPrivilege =>
            "Run 'bourse migrate --roles' and connect as a member of bourse_worker where history is written, of bourse_node elsewhere.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName => "Check the connection string.",
        PostgresErrorCodes.UniqueViolation => "A row is there already that the checkpoint says is not: "
            + "drop the schema bourse_history and run 'bourse migrate'; it is rebuilt from the log.",
        _ => "It is tried again; orders go on meanwhile.",
    };
}
