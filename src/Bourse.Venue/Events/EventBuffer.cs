namespace Bourse.Venue.Events;

/// <summary>
/// The events of one entry, in order, each kind in an array of its own. Owned and reused by the caller of
/// <see cref="StateMachine.Apply"/>: what is to be kept must be copied before the next entry.
/// </summary>
public sealed class EventBuffer
{
    private readonly EventList<EventRef> _order = new(256);
    private readonly EventList<ExecutionReport> _reports = new(64);
    private readonly EventList<TradeEvent> _trades = new(64);
    private readonly EventList<BalanceEvent> _balances = new(128);
    private readonly EventList<LevelEvent> _levels = new(64);
    private readonly EventList<ListEvent> _lists = new(8);
    private readonly EventList<PreventedMatchEvent> _preventedMatches = new(8);
    private readonly EventList<ReferenceEvent> _references = new(8);
    private readonly EventList<Outcome> _outcomes = new(64);

    /// <summary>All events in the order in which they happened.</summary>
    public ReadOnlySpan<EventRef> Order => _order.Items;
    public ReadOnlySpan<ExecutionReport> Reports => _reports.Items;
    public ReadOnlySpan<TradeEvent> Trades => _trades.Items;
    public ReadOnlySpan<BalanceEvent> Balances => _balances.Items;
    public ReadOnlySpan<LevelEvent> Levels => _levels.Items;
    public ReadOnlySpan<ListEvent> Lists => _lists.Items;
    public ReadOnlySpan<PreventedMatchEvent> PreventedMatches => _preventedMatches.Items;
    public ReadOnlySpan<ReferenceEvent> References => _references.Items;

    /// <summary>One a command, in the order of the batch.</summary>
    public ReadOnlySpan<Outcome> Outcomes => _outcomes.Items;

    /// <summary>Forgets all events and keeps the memory.</summary>
    public void Clear()
    {
        _order.Clear();
        _reports.Clear();
        _trades.Clear();
        _balances.Clear();
        _levels.Clear();
        _lists.Clear();
        _preventedMatches.Clear();
        _references.Clear();
        _outcomes.Clear();
    }

    internal ref ExecutionReport AddReport() => ref Add(_reports, EventKind.Report);

    internal ref TradeEvent AddTrade() => ref Add(_trades, EventKind.Trade);

    internal ref BalanceEvent AddBalance() => ref Add(_balances, EventKind.Balance);

    internal ref LevelEvent AddLevel() => ref Add(_levels, EventKind.Level);

    internal ref ListEvent AddList() => ref Add(_lists, EventKind.List);

    internal ref PreventedMatchEvent AddPreventedMatch() => ref Add(_preventedMatches, EventKind.PreventedMatch);

    internal ref ReferenceEvent AddReference() => ref Add(_references, EventKind.Reference);

    internal ref Outcome AddOutcome() => ref _outcomes.Add();

    private ref T Add<T>(EventList<T> list, EventKind kind)
        where T : struct
    {
        _order.Add() = new EventRef(kind, list.Count);
        return ref list.Add();
    }
}
