using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

public sealed class SqliteRealVenueTests : RealVenueContract
{
    protected override HistoryHome CreateHome() => new SqliteHome();
}
