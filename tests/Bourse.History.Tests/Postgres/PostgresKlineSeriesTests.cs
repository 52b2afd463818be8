using Bourse.History.Tests.Klines;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

public sealed class PostgresKlineSeriesTests(PostgresFixture fixture, PostgresFilledHistory filled)
    : KlineSeriesContract(filled), IClassFixture<PostgresFilledHistory>
{
    protected override HistoryHome CreateHome() => fixture.CreateHome();
}
