using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Sqlite;

public sealed class SqliteLogContractTests : SharedLogContract
{
    protected override LogHarness CreateHarness() => new SqliteLogHarness();
}
