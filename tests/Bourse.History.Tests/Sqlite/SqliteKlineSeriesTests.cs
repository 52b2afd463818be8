using Bourse.History.Tests.Klines;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteKlineSeriesTests(SqliteFilledHistory filled)
    : KlineSeriesContract(filled), IClassFixture<SqliteFilledHistory>
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
