using Bourse.History.Tests.Queries;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqlitePagingTests : PagingContract
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
