using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Twin.Slow;

/// <summary>
/// The slow, obvious twin of the state machine: docs/venue-rules.md written down once more, for clarity only. It shares with
/// the machine the contract (commands, events, specs), the reader of frames and the fold of the hash, and nothing else.
/// </summary>
public sealed class SlowVenue
{
    private readonly OrderCounts _counts;
    private readonly Levels _levels;
    private readonly Placing _placing;
    private readonly Lists _lists;
    private readonly Cancels _cancels;
    private readonly Amending _amending;
    private readonly Operators _operators;

    public SlowVenue()
    {
        var ledger = new Ledger(State);
        var walk = new DryWalk(State);
        var triggers = new Triggers(State);
        var gate = new Gate(State);
        var filters = new Filters(State);
        var market = new MarketChecks(State, ledger, walk);
        _counts = new OrderCounts(State);
        _levels = new Levels(State);
        var closing = new Closing(State, ledger, _levels);
        var matching = new Matching(State, ledger, _levels, closing, _counts, walk, triggers);
        _placing = new Placing(
            State, gate, filters, market, _counts, ledger, closing, matching, triggers, walk);
        _lists = new Lists(State, gate, filters, market, _counts, ledger, closing, _placing);
        _cancels = new Cancels(State, gate, _counts, closing, _placing);
        _amending = new Amending(State, gate, filters, ledger, _levels, closing, _cancels);
        _operators = new Operators(State, ledger, _counts, _cancels);
    }

    public SlowState State { get; } = new();

    public Journal Journal => State.Journal;

    public ulong StateHash() => HashWalk.Of(State, _counts);

    /// <summary>Applies the next entry; the journal then holds its events and outcomes.</summary>
    public void Apply(in Entry entry)
    {
        Journal.Clear();
        State.Sequence = entry.Sequence;
        State.TimeUs = long.Max(State.TimeUs, entry.AtUs);
        if (entry.Payload.IsEmpty) return;
        _cancels.FireTimers();
        _levels.Flush();
        var reader = new CommandReader(entry.Payload.Span);
        while (reader.Read()) ApplyOne(reader);
        if (reader.IsBroken) AddOutcome(CommandType.None, Journal.Events.Count, Refusal(RejectReason.Malformed));
    }

    private void ApplyOne(CommandReader reader)
    {
        int first = Journal.Events.Count;
        Outcome outcome = Dispatch(reader);
        _placing.Settle(_lists.PlacePending);
        _levels.Flush();
        AddOutcome(reader.Type, first, outcome);
    }

    private void AddOutcome(CommandType type, int first, Outcome outcome) => Journal.Outcomes.Add(outcome with
    {
        Command = type,
        TimeUs = State.TimeUs,
        FirstEvent = first,
        EventCount = Journal.Events.Count - first,
    });

    private Outcome Dispatch(CommandReader reader)
    {
        switch (reader.Type)
        {
            case CommandType.Tick:
                return Refusal(reader.Body.IsEmpty ? RejectReason.None : RejectReason.Malformed);
            case CommandType.PlaceOrder:
                return reader.TryBody(out PlaceOrder place) && WellFormed.Order(in place.Order)
                    ? Of(_placing.Place(in place.Context, place.SymbolId, in place.Order))
                    : Refusal(RejectReason.Malformed);
            case CommandType.CancelOrder:
                return reader.TryBody(out CancelOrder cancel) && WellFormed.Cancel(in cancel)
                    ? Of(_cancels.Cancel(in cancel))
                    : Refusal(RejectReason.Malformed);
            case CommandType.CancelOpenOrders:
                return reader.TryBody(out CancelOpenOrders all)
                    ? Of(_cancels.CancelAll(in all))
                    : Refusal(RejectReason.Malformed);
            case CommandType.CancelReplaceOrder:
                return reader.TryBody(out CancelReplaceOrder replace) && WellFormed.Replace(in replace)
                    ? _cancels.Replace(replace)
                    : Refusal(RejectReason.Malformed);
            case CommandType.AmendOrder:
                return reader.TryBody(out AmendOrder amend) && WellFormed.Amend(in amend)
                    ? Of(_amending.Amend(amend))
                    : Refusal(RejectReason.Malformed);
            case CommandType.PlaceOrderList:
                return reader.TryBody(out PlaceOrderList list) && WellFormed.List(in list)
                    ? Of(_lists.Place(list))
                    : Refusal(RejectReason.Malformed);
            case CommandType.CancelOrderList:
                return reader.TryBody(out CancelOrderList cancelList) && WellFormed.CancelList(in cancelList)
                    ? Of(_cancels.CancelList(cancelList))
                    : Refusal(RejectReason.Malformed);
            case CommandType.CancelAllAfter:
                return reader.TryBody(out CancelAllAfter timer) && WellFormed.Timer(in timer)
                    ? Of(_cancels.SetTimer(in timer))
                    : Refusal(RejectReason.Malformed);
            default:
                return DispatchOperator(reader);
        }
    }

    private Outcome DispatchOperator(CommandReader reader)
    {
        if (reader.Type == CommandType.None || !Enum.IsDefined(reader.Type)) return Refusal(RejectReason.UnknownCommand);
        object? command = OperatorCodec.TryRead(reader.Type, reader.Body);
        return command is null ? Refusal(RejectReason.Malformed) : Of(_operators.Do(command));
    }

    private static Outcome Of((RejectReason Reason, long Id) result) => new() { Reason = result.Reason, Id = result.Id };

    private static Outcome Refusal(RejectReason reason) => new() { Reason = reason, Id = -1 };
}
