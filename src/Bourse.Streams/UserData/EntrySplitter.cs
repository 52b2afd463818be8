using System.Runtime.InteropServices;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Streams.UserData;

/// <summary>
/// Takes an entry's events apart into what each account is told. For each command: the account's reports, list events
/// and balance updates in the order in which they happened, then one position with the balances that they may have
/// changed.
/// </summary>
internal sealed class EntrySplitter(EventWindow window, Action<EventRecord> listened)
{
    private readonly EntryBalances _balances = new();
    private readonly TouchedBalances _touched = new();
    private readonly List<int> _assets = [];
    private readonly List<AssetBalance> _position = [];
    private PreventedMatchEvent _preventedMatch;

    /// <summary>Whether an entry tells any account anything.</summary>
    public static bool Concerns(EventBuffer events)
    {
        if (!events.Reports.IsEmpty || !events.Lists.IsEmpty || !events.Balances.IsEmpty) return true;
        foreach (ref readonly Outcome outcome in events.Outcomes)
        {
            if (RefusedOrders.Concerns(in outcome)) return true;
        }
        return false;
    }

    public void Split(in Entry entry, EventBuffer events, VenueView view)
    {
        _balances.Begin(events.Balances);
        var commands = new CommandReader(entry.Payload.Span);
        // What timers did stands before the first command and belongs to none.
        int before = events.Outcomes.IsEmpty ? events.Order.Length : events.Outcomes[0].FirstEvent;
        Split(events, events.Order[..before], view);
        TellPositions(view);
        foreach (ref readonly Outcome outcome in events.Outcomes)
        {
            Split(events, events.Order.Slice(outcome.FirstEvent, outcome.EventCount), view);
            if (commands.Read() && RefusedOrders.Concerns(in outcome))
                RefusedOrders.Tell(in commands, in outcome, view, this);
            TellPositions(view);
        }
    }

    /// <summary>Tells an account of its order.</summary>
    public void Tell(in ExecutionReport report)
    {
        if (report.ExecutionType != ExecutionType.TradePrevention)
        {
            Add(report.Order.AccountId, UserEventKind.Report, in report);
            return;
        }
        Invariant.Check(_preventedMatch.PreventedMatchId == report.Order.PreventedMatchId);
        Add(report.Order.AccountId, UserEventKind.PreventedReport, new PreventedReport
        {
            Report = report,
            Price = _preventedMatch.Price,
            TradeGroupId = _preventedMatch.TradeGroupId,
        });
    }

    /// <summary>Tells an account of its order list.</summary>
    public void Tell(in ListEvent list) => Add(list.List.AccountId, UserEventKind.List, in list);

    private void Split(EventBuffer events, ReadOnlySpan<EventRef> order, VenueView view)
    {
        foreach (EventRef place in order)
        {
            switch (place.Kind)
            {
                case EventKind.Report:
                    Take(in events.Reports[place.Index], view);
                    break;
                case EventKind.PreventedMatch:
                    _preventedMatch = events.PreventedMatches[place.Index];
                    break;
                case EventKind.List:
                    Tell(in events.Lists[place.Index]);
                    break;
                case EventKind.Balance:
                    Take(in events.Balances[place.Index]);
                    break;
            }
        }
    }

    private void Take(in ExecutionReport report, VenueView view)
    {
        Tell(in report);
        SymbolSpec? symbol = view.Symbol(report.Order.SymbolId);
        Invariant.Check(symbol is not null);
        _touched.Concerned(report.Order.AccountId, symbol.BaseAssetId);
        _touched.Concerned(report.Order.AccountId, symbol.QuoteAssetId);
    }

    private void Take(in BalanceEvent change)
    {
        _balances.Pass(in change);
        _touched.Changed(change.AccountId, change.AssetId);
        if (change.Cause is BalanceCause.Deposit or BalanceCause.Withdrawal)
            Add(change.AccountId, UserEventKind.BalanceUpdate, in change);
    }

    private void TellPositions(VenueView view)
    {
        _touched.Sort();
        while (_touched.TryNextAccount(out int accountId, _assets))
        {
            _position.Clear();
            foreach (int assetId in _assets)
            {
                Balance balance = _balances.Of(view, accountId, assetId);
                _position.Add(new AssetBalance { AssetId = assetId, Free = balance.Free, Locked = balance.Locked });
            }
            Add(accountId, UserEventKind.Position, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_position)));
        }
    }

    private void Add<T>(int accountId, UserEventKind kind, in T payload)
        where T : unmanaged =>
        Add(accountId, kind, MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in payload, 1)));

    private void Add(int accountId, UserEventKind kind, ReadOnlySpan<byte> payload)
    {
        if (window.Add(accountId, kind, payload, out EventRecord record)) listened(record);
    }
}
