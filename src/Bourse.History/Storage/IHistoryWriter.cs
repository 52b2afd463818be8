using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History.Storage;

/// <summary>Writes rows in transactions that end with the checkpoint they bring history to.</summary>
public interface IHistoryWriter
{
    /// <summary>The checkpoint of the last commit that is known of; zeros for an empty store.</summary>
    HistoryCheckpoint Checkpoint { get; }

    /// <summary>Whether this process is the one that writes, as last known; where there is but one it is.</summary>
    bool HasLease => true;

    /// <summary>
    /// Begins a transaction, after which <see cref="Checkpoint"/> is where the store stands: it may be further than what this
    /// writer last knew, when the outcome of a commit was unknown or another process wrote.
    /// </summary>
    /// <returns>False when another process writes now; there is no transaction then.</returns>
    /// <exception cref="HistoryUnavailableException">The store cannot be written; so do all verbs below.</exception>
    bool TryBegin();

    /// <summary>An order that closed; each order closes once.</summary>
    void Add(in OrderFields order);

    void Add(in TradeRecord trade);

    void Add(in AmendmentRecord amendment);

    /// <summary>An order list that closed; each closes once.</summary>
    void Add(in OrderListFields list);

    void Add(in PreventedMatchEvent match);

    void Add(in TransferRecord transfer);

    /// <summary>An asset was registered.</summary>
    void Put(AssetSpec asset);

    /// <summary>A symbol was registered or changed.</summary>
    void Put(SymbolSpec symbol);

    /// <summary>A kline of a stored interval, whole: replaces the one with the same begin.</summary>
    void Put(int symbolId, KlineInterval interval, in Kline kline);

    /// <summary>Reads back a kline that an earlier transaction wrote.</summary>
    bool TryKline(int symbolId, KlineInterval interval, long openUs, out Kline kline);

    /// <summary>Ends the transaction; all of it is visible to readers now.</summary>
    void Commit(HistoryCheckpoint checkpoint);

    /// <summary>Forgets the transaction. Without one it does nothing.</summary>
    void Rollback();

    /// <summary>Bytes committed and not yet made durable by <see cref="TrySync"/>.</summary>
    long UnsyncedBytes { get; }

    /// <summary>Makes all commits durable against a loss of power; false when that must be tried again later.</summary>
    bool TrySync();
}
