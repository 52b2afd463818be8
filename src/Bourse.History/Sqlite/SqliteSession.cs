namespace Bourse.History.Sqlite;

/// <summary>A reading connection and the statements prepared on it.</summary>
internal sealed class SqliteSession(string path) : IDisposable
{
    private readonly SqliteDatabase _database = new(path, readOnly: true);
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    /// <summary>The statement of a query, prepared at its first use.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            if (_statements.TryGetValue(sql, out SqliteStatement? statement)) return statement;
            return _statements[sql] = _database.Prepare(sql);
        }
    }

    /// <summary>All rows of a query.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteStatement, T> read, params ReadOnlySpan<long> values)
    {
        SqliteStatement statement = this[sql].Bind(values);
        var rows = new List<T>();
        while (statement.Step()) rows.Add(read(statement));
        return rows;
    }

    /// <summary>The first row of a query; null when there is none.</summary>
    public T? First<T>(string sql, Func<SqliteStatement, T> read, params ReadOnlySpan<long> values)
        where T : struct
    {
        SqliteStatement statement = this[sql].Bind(values);
        if (!statement.Step()) return null;
        T row = read(statement);
        statement.Reset();
        return row;
    }

    /// <summary>The number in the first row of a query; null when there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<long> values) => First(sql, static row => row.Long(0), values);

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values) statement.Dispose();
        _database.Dispose();
    }
}
