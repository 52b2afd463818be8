using Bourse.History.Tests.Queries;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresPagingTests(PostgresFixture fixture) : PagingContract
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
