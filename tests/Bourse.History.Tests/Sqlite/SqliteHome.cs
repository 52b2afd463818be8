using Bourse.History.Sqlite;
using Bourse.History.Storage;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Sqlite;

/// <summary>A file in a folder of the test's own.</summary>
internal sealed class SqliteHome : HistoryHome
{
    private readonly TemporaryFolder _folder = new();

    public override IHistoryStore Open() => new SqliteHistoryStore(_folder.Path);

    public override void Tamper(string sql)
    {
        using var database = new SqliteDatabase(Path.Combine(_folder.Path, SqliteHistoryStore.FileName), readOnly: false);
        database.Run(sql);
    }

    public override void Lose()
    {
        foreach (string file in Directory.GetFiles(_folder.Path)) File.Delete(file);
    }

    public override void Dispose() => _folder.Dispose();
}
