using Bourse.Venue.Orders;

namespace Bourse.History.Sqlite;

/// <summary>
/// Looks a client order id up in the runs of its index, the newest first (see <see cref="SqliteSchema"/>).
/// </summary>
internal static class ClientIdSearch
{
    private const string Sql =
        $"SELECT {OrderRows.Columns} FROM closed_order WHERE order_id >> 16 = ? AND account_id = ? AND client_hash = ? "
        + "ORDER BY order_id DESC";

    public static OrderFields? Find(SqliteSession session, int accountId, int symbolId, in ClientId id)
    {
        long newest = session.Number("SELECT max(order_id) FROM closed_order") ?? 0;
        for (long run = newest >> SqliteSchema.RunBits; run >= 0; run--)
            if (FindInRun(session, run, accountId, symbolId, id) is { } order) return order;
        return null;
    }

    private static OrderFields? FindInRun(SqliteSession session, long run, int accountId, int symbolId, in ClientId id)
    {
        SqliteStatement statement = session[Sql].Bind(run, accountId, OrderRows.Hash(id));
        while (statement.Step())
        {
            OrderFields order = OrderRows.Read(statement);
            if (order.SymbolId != symbolId || order.ClientOrderId != id) continue;
            statement.Reset();
            return order;
        }
        return null;
    }
}
