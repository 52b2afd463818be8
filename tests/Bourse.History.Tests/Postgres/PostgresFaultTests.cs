using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresFaultTests(PostgresFixture fixture) : FaultContract
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
