using Bourse.Venue.Reference;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>Names of assets and symbols, for whoever reads the tables.</summary>
internal static class ReferenceRows
{
    private const string PutAsset =
        "INSERT INTO bourse_history.asset (asset_id, name) VALUES ($1, $2) ON CONFLICT (asset_id) DO UPDATE SET name = excluded.name";

    private const string PutSymbol =
        "INSERT INTO bourse_history.symbol (symbol_id, base_asset_id, quote_asset_id, name) VALUES ($1, $2, $3, $4) "
        + "ON CONFLICT (symbol_id) DO UPDATE SET name = excluded.name";

    public static void Upsert(NpgsqlConnection connection, List<AssetSpec> assets, List<SymbolSpec> symbols)
    {
        foreach (AssetSpec asset in assets) Execute(connection, PutAsset, asset.Name, asset.Id);
        foreach (SymbolSpec symbol in symbols)
            Execute(connection, PutSymbol, symbol.Name, symbol.Id, symbol.BaseAssetId, symbol.QuoteAssetId);
    }

    private static void Execute(NpgsqlConnection connection, string sql, string name, params ReadOnlySpan<int> ids)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (int id in ids) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.ExecuteNonQuery();
    }
}
