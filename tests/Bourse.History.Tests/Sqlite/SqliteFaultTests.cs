using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteFaultTests : FaultContract
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
