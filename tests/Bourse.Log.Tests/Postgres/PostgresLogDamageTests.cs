using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Postgres;

public sealed class PostgresLogDamageTests(PostgresFixture fixture) : SharedLogDamageContract
{
    protected override LogHarness CreateHarness() => new PostgresLogHarness(fixture);
}
