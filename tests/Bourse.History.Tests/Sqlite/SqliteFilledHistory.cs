using Bourse.History.Tests.Klines;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteFilledHistory : FilledHistory
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
