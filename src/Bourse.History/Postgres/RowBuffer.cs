using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Rows of one table until their transaction: a connection copies into one table at a time, and events come mixed.</summary>
/// <param name="table">Its name in the schema.</param>
/// <param name="columns">In the order in which <paramref name="write"/> writes them.</param>
internal sealed class RowBuffer<T>(string table, string columns, RowBuffer<T>.Write write)
    where T : struct
{
    private readonly string _copy = $"COPY bourse_history.{table} ({columns}) FROM STDIN (FORMAT binary)";
    private readonly List<T> _rows = [];

    public delegate void Write(RowWriter to, in T row);

    public void Add(in T row) => _rows.Add(row);

    public void Clear() => _rows.Clear();

    public void CopyTo(NpgsqlConnection connection, TimeSpan deadline)
    {
        if (_rows.Count == 0) return;
        using NpgsqlBinaryImporter importer = connection.BeginBinaryImport(_copy);
        importer.Timeout = deadline;
        var to = new RowWriter(importer);
        foreach (T row in _rows)
        {
            importer.StartRow();
            write(to, in row);
        }
        importer.Complete();
    }
}
