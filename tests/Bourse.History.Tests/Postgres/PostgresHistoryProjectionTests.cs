using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresHistoryProjectionTests(PostgresFixture fixture) : HistoryProjectionContract
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
