using Bourse.History.Records;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Intake;

/// <summary>
/// Copies from an entry's events what history keeps. Runs on the path of every order: it only copies.
/// </summary>
internal sealed class EventTaker(EventStream stream)
{
    public void Take(in Entry entry, EventBuffer events, VenueView view, long timeUs)
    {
        TakeReports(events.Reports, events.Trades);
        foreach (ref readonly ListEvent list in events.Lists)
            if (list.StatusType == ListStatusType.AllDone) stream.Write(RecordKind.ClosedList, in list.List);
        foreach (ref readonly PreventedMatchEvent match in events.PreventedMatches)
            stream.Write(RecordKind.PreventedMatch, in match);
        if (events.References.Length > 0) TakeReferences(events.References, view);
        TakeTransfers(entry.Sequence, events);
        stream.Write(RecordKind.EntryEnd, new HistoryCheckpoint(entry.Sequence, timeUs));
    }

    /// <summary>A trade's two reports follow each other, in the order of the trades (venue-rules.md, 19).</summary>
    private void TakeReports(ReadOnlySpan<ExecutionReport> reports, ReadOnlySpan<TradeEvent> trades)
    {
        int fills = 0;
        TradeRecord record = default;
        foreach (ref readonly ExecutionReport report in reports)
        {
            if (report.ExecutionType == ExecutionType.Trade)
            {
                if ((fills & 1) == 0) record.Trade = trades[fills >> 1];
                Invariant.Check(report.TradeId == record.Trade.TradeId);
                if (report.Order.Side == Side.Buy) record.BuyerOrderListId = report.Order.OrderListId;
                else record.SellerOrderListId = report.Order.OrderListId;
                if ((fills++ & 1) == 1) stream.Write(RecordKind.Trade, in record);
            }
            else if (report.ExecutionType == ExecutionType.Replaced)
            {
                TakeAmendment(in report);
            }
            if (!report.Order.IsOpen) stream.Write(RecordKind.ClosedOrder, in report.Order);
        }
        Invariant.Check(fills == 2 * trades.Length);
    }

    private void TakeAmendment(in ExecutionReport report)
    {
        ref readonly OrderFields order = ref report.Order;
        stream.Write(RecordKind.Amendment, new AmendmentRecord
        {
            OrderId = order.OrderId,
            ExecutionId = report.ExecutionId,
            AccountId = order.AccountId,
            SymbolId = order.SymbolId,
            QuantityBefore = report.QuantityBefore,
            Quantity = order.Quantity,
            TimeUs = order.UpdateTimeUs,
            ClientOrderIdBefore = report.OtherClientOrderId.IsEmpty ? order.ClientOrderId : report.OtherClientOrderId,
            ClientOrderId = order.ClientOrderId,
        });
    }

    private void TakeTransfers(long sequence, EventBuffer events)
    {
        int count = 0;
        foreach (ref readonly Outcome outcome in events.Outcomes)
        {
            if (outcome.Command is not (CommandType.Deposit or CommandType.Withdraw)) continue;
            foreach (EventRef place in events.Order.Slice(outcome.FirstEvent, outcome.EventCount))
                if (place.Kind == EventKind.Balance)
                    TakeTransfer(sequence, count++, in events.Balances[place.Index], outcome.TimeUs);
        }
    }

    private void TakeTransfer(long sequence, int index, in BalanceEvent balance, long timeUs) =>
        stream.Write(RecordKind.Transfer, new TransferRecord
        {
            Sequence = sequence,
            Index = index,
            AccountId = balance.AccountId,
            AssetId = balance.AssetId,
            Amount = balance.FreeDelta,
            Cause = balance.Cause,
            Reference = balance.Reference,
            TimeUs = timeUs,
        });

    private void TakeReferences(ReadOnlySpan<ReferenceEvent> references, VenueView view)
    {
        foreach (ref readonly ReferenceEvent reference in references)
        {
            object? spec = reference.Kind switch
            {
                ReferenceKind.Asset => view.Asset(reference.Id),
                ReferenceKind.Symbol => view.Symbol(reference.Id),
                _ => null,
            };
            if (spec is not null) stream.WriteReference(spec);
        }
    }
}
