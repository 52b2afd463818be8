using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Npgsql;
using Npgsql.Internal;

namespace Bourse.Log.Postgres;

/// <summary>
/// Closes a connection's socket under a command that runs. Npgsql has no way to do only that: a time-out, a token and Dispose ask
/// the server to cancel first, and a cancelled wait for the standby ends as a commit that is not replicated. So its socket is
/// taken from its private field; the version of Npgsql is pinned, and a test holds it to that.
/// </summary>
internal static class SocketCutter
{
    public static void Cut(NpgsqlConnection connection)
    {
        if (ConnectorOf(connection) is { } connector) SocketOf(connector)?.Dispose();
    }

#pragma warning disable NPG9001 // The connector's type is not part of Npgsql's stable surface; nothing but its socket is used.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Connector")]
    private static extern NpgsqlConnector? ConnectorOf(NpgsqlConnection connection);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_socket")]
    private static extern ref Socket? SocketOf(NpgsqlConnector connector);
#pragma warning restore NPG9001
}
