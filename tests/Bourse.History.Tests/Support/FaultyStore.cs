using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History.Tests.Support;

/// <summary>A store whose writer fails at random, anywhere in a transaction, as one on a full disk does.</summary>
internal sealed class FaultyStore(IHistoryStore inner, int seed) : IHistoryStore, IHistoryWriter
{
    private readonly Random _random = new(seed);
    private readonly IHistoryWriter _writer = inner.Writer;

    /// <summary>One call in so many fails; 0 for none.</summary>
    public int FailsOneIn { get; set; }

    public int Failures { get; private set; }

    public IHistoryWriter Writer => this;

    public IHistoryReader Reader => inner.Reader;

    public HistoryCheckpoint Checkpoint => _writer.Checkpoint;

    public long UnsyncedBytes => _writer.UnsyncedBytes;

    public bool TryBegin()
    {
        Try();
        return _writer.TryBegin();
    }

    public void Add(in OrderFields order)
    {
        Try();
        _writer.Add(in order);
    }

    public void Add(in TradeRecord trade)
    {
        Try();
        _writer.Add(in trade);
    }

    public void Add(in AmendmentRecord amendment)
    {
        Try();
        _writer.Add(in amendment);
    }

    public void Add(in OrderListFields list)
    {
        Try();
        _writer.Add(in list);
    }

    public void Add(in PreventedMatchEvent match)
    {
        Try();
        _writer.Add(in match);
    }

    public void Add(in TransferRecord transfer)
    {
        Try();
        _writer.Add(in transfer);
    }

    public void Put(AssetSpec asset) => Try(() => _writer.Put(asset));

    public void Put(SymbolSpec symbol) => Try(() => _writer.Put(symbol));

    public void Put(int symbolId, KlineInterval interval, in Kline kline)
    {
        Try();
        _writer.Put(symbolId, interval, in kline);
    }

    public bool TryKline(int symbolId, KlineInterval interval, long openUs, out Kline kline) =>
        _writer.TryKline(symbolId, interval, openUs, out kline);

    public void Commit(HistoryCheckpoint checkpoint) => Try(() => _writer.Commit(checkpoint));

    public void Rollback() => _writer.Rollback();

    public bool SyncFails { get; set; }

    public bool TrySync() =>
        SyncFails ? throw new HistoryUnavailableException("fsync failed, says the test.") : _writer.TrySync();

    public void Dispose() => inner.Dispose();

    private void Try(Action? then = null)
    {
        if (FailsOneIn > 0 && _random.Next(FailsOneIn) == 0)
        {
            Failures++;
            throw new HistoryUnavailableException("The disk is full, says the test.");
        }
        then?.Invoke();
    }
}
