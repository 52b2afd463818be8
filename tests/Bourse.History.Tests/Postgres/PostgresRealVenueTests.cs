using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresRealVenueTests(PostgresFixture fixture) : RealVenueContract
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
