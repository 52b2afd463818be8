using Bourse.History.Storage;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Runs queries on pooled connections; every answer is one statement's, so of one state.</summary>
internal sealed class RowSource(NpgsqlDataSource source)
{
    public async ValueTask<List<T>> RowsAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, params IReadOnlyList<object> values)
    {
        try
        {
            NpgsqlCommand command = source.CreateCommand(sql);
            await using (command.ConfigureAwait(false))
            {
                foreach (object value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
                NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var rows = new List<T>();
                    while (await reader.ReadAsync().ConfigureAwait(false)) rows.Add(read(reader));
                    return rows;
                }
            }
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            throw HistoryFault.Of(e);
        }
    }

    public async ValueTask<T?> FirstAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, params IReadOnlyList<object> values)
        where T : struct
    {
        List<T> rows = await RowsAsync(sql, read, values).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>The only value of a query's first row; null when it has none.</summary>
    public ValueTask<long?> NumberAsync(string sql, params IReadOnlyList<object> values) =>
        FirstAsync(sql, static row => row.GetInt64(0), values);

    /// <summary>Runs a query of an ascending key, which its last words order by, with the range's limit and direction.</summary>
    public async ValueTask<List<T>> RangedAsync<T>(
        RowRange range, string sql, Func<NpgsqlDataReader, T> read, params IReadOnlyList<object> values)
    {
        string limited = $"{sql}{(range.Newest ? " DESC" : "")} LIMIT ${values.Count + 1}";
        List<T> rows = await RowsAsync(limited, read, [.. values, range.Limit]).ConfigureAwait(false);
        if (range.Newest) rows.Reverse();
        return rows;
    }
}
