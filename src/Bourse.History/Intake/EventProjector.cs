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

    /// <summary>The entry that the stream's committed part ends with.</summary>
    private long _position = writer.Checkpoint.Sequence;

    /// <summary>One transaction, of what the store lacks.</summary>
    /// <returns>False when there is nothing to write, or another process writes now.</returns>
    /// <exception cref="HistoryUnavailableException">Nothing was written; the events wait still.</exception>
    public bool Project()
    {
        if (!stream.TryPeek(out _)) return false;
        try
        {
            bool writes = writer.TryBegin();
            PassOver(writer.Checkpoint.Sequence);
            if (!writes || !stream.TryPeek(out _))
            {
                GoBack();
                return false;
            }
            // Else a part would be there twice or never.
            Invariant.Check(_position == writer.Checkpoint.Sequence);
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
        _position = writer.Checkpoint.Sequence;
        return true;
    }

    /// <summary>Drops what the store has already.</summary>
    private void PassOver(long sequence)
    {
        if (_position >= sequence) return;
        while (_position < sequence && stream.TryPeek(out RecordKind kind))
        {
            if (kind == RecordKind.EntryEnd) _position = stream.Read<HistoryCheckpoint>().Sequence;
            else stream.Skip();
        }
        stream.Commit();
        _klines.Clear();
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
