using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Sqlite;

public sealed class SqliteLogDamageTests : SharedLogDamageContract
{
    protected override LogHarness CreateHarness() => new SqliteLogHarness();
}
