using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>
/// Collects a transaction's rows and copies them in table by table, with the checkpoint. A commit whose outcome stays unknown is
/// found out by the next <see cref="TryBegin"/>, which reads how far history is.
/// </summary>
internal sealed class PostgresHistoryWriter : IHistoryWriter, IDisposable
{
    private readonly PostgresHistoryOptions _options;
    private readonly MonthPartitions _months = new();
    private readonly RowBuffer<OrderFields> _orders = new("closed_order", OrderRows.Columns, OrderRows.Write);
    private readonly RowBuffer<TradeRecord> _trades = new("trade", TradeRows.Columns, TradeRows.Write);
    private readonly RowBuffer<AmendmentRecord> _amendments =
        new("amendment", TradeRows.AmendmentColumns, TradeRows.WriteAmendment);
    private readonly RowBuffer<OrderListFields> _lists = new("order_list", OrderRows.ListColumns, OrderRows.WriteList);
    private readonly RowBuffer<PreventedMatchEvent> _matches =
        new("prevented_match", TradeRows.MatchColumns, TradeRows.WriteMatch);
    private readonly RowBuffer<TransferRecord> _transfers = new("transfer", TradeRows.TransferColumns, TradeRows.WriteTransfer);
    private readonly List<AssetSpec> _assets = [];
    private readonly List<SymbolSpec> _symbols = [];
    private readonly Dictionary<(int SymbolId, KlineInterval Interval, long OpenUs), Kline> _klines = [];
    private WriterSession? _session;

    public PostgresHistoryWriter(PostgresHistoryOptions options, HistoryCheckpoint checkpoint)
    {
        _options = options;
        Checkpoint = checkpoint;
    }

    public HistoryCheckpoint Checkpoint { get; private set; }

    public bool HasLease => _session is { HasLease: true };

    /// <summary>None: a commit is durable.</summary>
    public long UnsyncedBytes => 0;

    public bool TryBegin()
    {
        try
        {
            _session ??= WriterSession.Open(_options);
            if (!_session.HasLease) TakeUp(_session.TryTakeLease());
            return _session.HasLease;
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            Drop();
            throw HistoryFault.Of(e);
        }
        catch (HistoryUnavailableException)
        {
            Drop();
            throw;
        }
    }

    public void Add(in OrderFields order)
    {
        _months.Need(order.TimeUs);
        _orders.Add(in order);
    }

    public void Add(in TradeRecord trade)
    {
        _months.Need(trade.Trade.TimeUs);
        _trades.Add(in trade);
    }

    public void Add(in AmendmentRecord amendment)
    {
        _months.Need(amendment.TimeUs);
        _amendments.Add(in amendment);
    }

    public void Add(in OrderListFields list)
    {
        _months.Need(list.TimeUs);
        _lists.Add(in list);
    }

    public void Add(in PreventedMatchEvent match)
    {
        _months.Need(match.TimeUs);
        _matches.Add(in match);
    }

    public void Add(in TransferRecord transfer)
    {
        _months.Need(transfer.TimeUs);
        _transfers.Add(in transfer);
    }

    public void Put(AssetSpec asset) => _assets.Add(asset);

    public void Put(SymbolSpec symbol) => _symbols.Add(symbol);

    public void Put(int symbolId, KlineInterval interval, in Kline kline)
    {
        _months.Need(kline.OpenUs);
        _klines[(symbolId, interval, kline.OpenUs)] = kline;
    }

    public bool TryKline(int symbolId, KlineInterval interval, long openUs, out Kline kline)
    {
        try
        {
            using var select = new NpgsqlCommand(KlineRows.At, _session!.Connection);
            select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = symbolId });
            select.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)interval });
            select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = openUs });
            using NpgsqlDataReader row = select.ExecuteReader();
            bool found = row.Read();
            kline = found ? KlineRows.Read(row, new KlineClock(interval, TimeSpan.Zero)) : default;
            return found;
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            Drop();
            throw HistoryFault.Of(e);
        }
    }

    public void Commit(HistoryCheckpoint checkpoint)
    {
        try
        {
            NpgsqlConnection connection = _session!.Connection;
            _months.Add(connection);
            using NpgsqlTransaction transaction = connection.BeginTransaction();
            _session.MoveCheckpoint(Checkpoint, checkpoint);
            CopyTo(connection);
            transaction.Commit();
            Checkpoint = checkpoint;
            Rollback();
        }
        catch (Exception e) when (HistoryFault.IsOne(e))
        {
            Drop();
            throw HistoryFault.Of(e);
        }
        catch (HistoryUnavailableException)
        {
            Drop();
            throw;
        }
    }

    public void Rollback()
    {
        _orders.Clear();
        _trades.Clear();
        _amendments.Clear();
        _lists.Clear();
        _matches.Clear();
        _transfers.Clear();
        _assets.Clear();
        _symbols.Clear();
        _klines.Clear();
    }

    public bool TrySync() => true;

    public void Dispose() => _session?.Dispose();

    private void TakeUp(HistoryCheckpoint checkpoint)
    {
        if (checkpoint.Sequence < Checkpoint.Sequence)
        {
            throw new HistoryUnavailableException(
                $"History went back from entry {Checkpoint.Sequence} to {checkpoint.Sequence}, as when a failover or a restore loses "
                + "commits. Restart this worker: it goes on from a snapshot before that.");
        }
        Checkpoint = checkpoint;
    }

    private void CopyTo(NpgsqlConnection connection)
    {
        ReferenceRows.Upsert(connection, _assets, _symbols);
        _orders.CopyTo(connection, _options.WriteDeadline);
        _trades.CopyTo(connection, _options.WriteDeadline);
        _amendments.CopyTo(connection, _options.WriteDeadline);
        _lists.CopyTo(connection, _options.WriteDeadline);
        _matches.CopyTo(connection, _options.WriteDeadline);
        _transfers.CopyTo(connection, _options.WriteDeadline);
        if (_klines.Count == 0) return;
        using NpgsqlCommand klines = KlineRows.UpsertAll(connection, _klines);
        klines.ExecuteNonQuery();
    }

    private void Drop()
    {
        _session?.Dispose();
        _session = null;
        _months.Forget();
    }
}
