using Bourse.Log.Contract;
using Bourse.Log.Tests.Postgres;

namespace Bourse.Redis.Tests.Tail;

/// <summary>The log keeps its contract with the tail on.</summary>
public sealed class TailContractTests(PostgresFixture fixture) : SharedLogContract
{
    protected override LogHarness CreateHarness() => new TailHarness(new PostgresLogHarness(fixture));
}
