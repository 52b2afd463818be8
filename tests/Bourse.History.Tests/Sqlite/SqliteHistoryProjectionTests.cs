using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteHistoryProjectionTests : HistoryProjectionContract
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
