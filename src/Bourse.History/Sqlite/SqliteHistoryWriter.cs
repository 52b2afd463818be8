using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History.Sqlite;

/// <summary>The writing connection, with a prepared statement for each kind of row.</summary>
internal sealed class SqliteHistoryWriter : IHistoryWriter, IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteFiles _files;
    private readonly List<SqliteStatement> _statements = [];
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _checkpoint;
    private readonly SqliteStatement _order;
    private readonly SqliteStatement _trade;
    private readonly SqliteStatement _amendment;
    private readonly SqliteStatement _list;
    private readonly SqliteStatement _match;
    private readonly SqliteStatement _transfer;
    private readonly SqliteStatement _asset;
    private readonly SqliteStatement _symbol;
    private readonly SqliteStatement _kline;
    private readonly SqliteStatement _klineAt;

    public SqliteHistoryWriter(SqliteDatabase database, SqliteFiles files)
    {
        _database = database;
        _files = files;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _checkpoint = Prepare("UPDATE checkpoint SET sequence = ?, time_us = ?");
        _order = Prepare(OrderRows.Insert);
        _trade = Prepare(TradeRows.Insert);
        _amendment = Prepare(TradeRows.InsertAmendment);
        _list = Prepare(OrderRows.InsertList);
        _match = Prepare(TradeRows.InsertMatch);
        _transfer = Prepare(TradeRows.InsertTransfer);
        _asset = Prepare("INSERT INTO asset VALUES(?, ?) ON CONFLICT(asset_id) DO UPDATE SET name = excluded.name");
        _symbol = Prepare(
            "INSERT INTO symbol(symbol_id, base_asset_id, quote_asset_id, name) VALUES(?,?,?,?) "
            + "ON CONFLICT(symbol_id) DO UPDATE SET name = excluded.name");
        _kline = Prepare(KlineRows.Upsert);
        _klineAt = Prepare(
            $"SELECT {KlineRows.Columns} FROM kline WHERE symbol_id = ? AND interval = ? AND open_us = ?");
        Checkpoint = new HistoryCheckpoint(
            database.Scalar("SELECT sequence FROM checkpoint"), database.Scalar("SELECT time_us FROM checkpoint"));
    }

    public HistoryCheckpoint Checkpoint { get; private set; }

    public long UnsyncedBytes => _database.BytesWritten(reset: false);

    public bool TryBegin()
    {
        _begin.Step();
        return true;
    }

    public void Add(in OrderFields order)
    {
        OrderRows.Bind(_order, in order);
        _order.Step();
    }

    public void Add(in TradeRecord trade)
    {
        TradeRows.Bind(_trade, in trade);
        _trade.Step();
    }

    public void Add(in AmendmentRecord amendment)
    {
        TradeRows.Bind(_amendment, in amendment);
        _amendment.Step();
    }

    public void Add(in OrderListFields list)
    {
        OrderRows.Bind(_list, in list);
        _list.Step();
    }

    public void Add(in PreventedMatchEvent match)
    {
        TradeRows.Bind(_match, in match);
        _match.Step();
    }

    public void Add(in TransferRecord transfer)
    {
        TradeRows.Bind(_transfer, in transfer);
        _transfer.Step();
    }

    public void Put(AssetSpec asset)
    {
        _asset.Bind(asset.Id).BindText(2, System.Text.Encoding.UTF8.GetBytes(asset.Name));
        _asset.Step();
    }

    public void Put(SymbolSpec symbol)
    {
        _symbol.Bind(symbol.Id, symbol.BaseAssetId, symbol.QuoteAssetId);
        _symbol.BindText(4, System.Text.Encoding.UTF8.GetBytes(symbol.Name));
        _symbol.Step();
    }

    public void Put(int symbolId, KlineInterval interval, in Kline kline)
    {
        KlineRows.Bind(_kline, symbolId, interval, in kline);
        _kline.Step();
    }

    public bool TryKline(int symbolId, KlineInterval interval, long openUs, out Kline kline)
    {
        _klineAt.Bind(symbolId, (long)interval, openUs);
        bool found = _klineAt.Step();
        kline = found ? KlineRows.Read(_klineAt, new KlineClock(interval, TimeSpan.Zero)) : default;
        if (found) _klineAt.Reset();
        return found;
    }

    public void Commit(HistoryCheckpoint checkpoint)
    {
        _checkpoint.Bind(checkpoint.Sequence, checkpoint.TimeUs).Step();
        _commit.Step();
        Checkpoint = checkpoint;
    }

    public void Rollback()
    {
        if (_database.InTransaction) _database.Run("ROLLBACK");
    }

    public bool TrySync()
    {
        _files.SyncWal();
        bool isComplete = _database.TryCheckpoint();
        _files.SyncDatabase();
        if (isComplete) _database.BytesWritten(reset: true);
        return isComplete;
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements) statement.Dispose();
        _database.Dispose();
        _files.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        SqliteStatement statement = _database.Prepare(sql);
        _statements.Add(statement);
        return statement;
    }
}
