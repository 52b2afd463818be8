using Bourse.History.Tests.Klines;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresFilledHistory(PostgresFixture fixture) : FilledHistory
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
