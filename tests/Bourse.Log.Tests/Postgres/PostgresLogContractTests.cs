using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Postgres;

public sealed class PostgresLogContractTests(PostgresFixture fixture) : SharedLogContract
{
    protected override LogHarness CreateHarness() => new PostgresLogHarness(fixture);
}
