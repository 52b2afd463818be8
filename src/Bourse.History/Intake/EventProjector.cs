using Bourse.History.Klines;
using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.History.Intake;

/// <summary>
/// Writes what the stream carries into the store, a transaction at a time, and begins again after a failed one.
/// </summary>
internal sealed class EventProjector(EventStream stream, IHistoryWriter writer, long transactionBytes)
{
    private readonly KlineFold _klines = new(writer);

    /// <summary>One transaction; null when nothing waited.</summary>
    /// <exception cref="HistoryUnavailableException">Nothing was written; the events wait still.</exception>
    public HistoryCheckpoint? Project()
    {
        if (!stream.TryPeek(out _)) return null;
        try
        {
            writer.Begin();
            HistoryCheckpoint reached = WriteRecords();
            _klines.Write();
            writer.Commit(reached);
        }
        catch
        {
            GoBack();
            throw;
        }
        stream.Commit();
        return writer.Checkpoint;
    }

    private HistoryCheckpoint WriteRecords()
    {
        HistoryCheckpoint reached = default;
        bool more = stream.TryPeek(out RecordKind kind);
        while (more)
        {
            if (kind == RecordKind.EntryEnd)
            {
                reached = stream.Read<HistoryCheckpoint>();
                if (stream.UncommittedBytes >= transactionBytes) break;
            }
            else
            {
                Write(kind);
            }
            more = stream.TryPeek(out kind);
        }
        return reached;
    }

    private void Write(RecordKind kind)
    {
        switch (kind)
        {
            case RecordKind.ClosedOrder:
                writer.Add(in stream.Read<OrderFields>());
                break;
            case RecordKind.Trade:
                WriteTrade(in stream.Read<TradeRecord>());
                break;
            case RecordKind.Amendment:
                writer.Add(in stream.Read<AmendmentRecord>());
                break;
            case RecordKind.ClosedList:
                writer.Add(in stream.Read<OrderListFields>());
                break;
            case RecordKind.PreventedMatch:
                writer.Add(in stream.Read<PreventedMatchEvent>());
                break;
            case RecordKind.Transfer:
                writer.Add(in stream.Read<TransferRecord>());
                break;
            default:
                Invariant.Check(kind == RecordKind.Reference);
                WriteReference(stream.ReadReference());
                break;
        }
    }

    private void WriteTrade(in TradeRecord record)
    {
        writer.Add(in record);
        _klines.Add(in record.Trade);
    }

    private void WriteReference(object spec)
    {
        if (spec is AssetSpec asset) writer.Put(asset);
        else if (spec is SymbolSpec symbol) writer.Put(symbol);
    }

    private void GoBack()
    {
        stream.Rewind();
        _klines.Clear();
        writer.Rollback();
    }
}
