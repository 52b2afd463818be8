using System.Buffers;
using Bourse.Venue.Commands;
using Bourse.Venue.Desks;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.Venue;

/// <summary>
/// The venue as a deterministic state machine: the same entries give the same state and events on every node.
/// </summary>
public sealed class StateMachine
{
    /// <summary>The newest behaviour that this code knows; <see cref="Upgrade"/> switches to it.</summary>
    public const int ProtocolVersionMax = 2;

    private readonly VenueState _state;
    private readonly VenueDesks _desks;

    /// <summary>A new venue: nothing but the fee account.</summary>
    public StateMachine() : this(VenueState.Empty())
    {
    }

    private StateMachine(VenueState state)
    {
        _state = state;
        _desks = new VenueDesks(state);
        View = new VenueView(state, _desks.Places);
    }

    /// <summary>Sequence number of the last entry applied; 0 before the first.</summary>
    public long Sequence => _state.Sequence;

    /// <summary>The venue's time: the greatest entry time applied, microseconds.</summary>
    public long TimeUs => _state.TimeUs;

    /// <summary>The newest behaviour that this machine goes along with.</summary>
    public int KnownVersionMax => _state.ProtocolVersionMax;

    /// <summary>Questions to the state.</summary>
    public VenueView View { get; }

    /// <summary>
    /// Goes along with no newer behaviour than this, as a program of that age: for the rehearsal of a rolling upgrade.
    /// </summary>
    public void RestrictTo(int protocolVersion)
    {
        Invariant.Check(protocolVersion >= _state.ProtocolVersion && protocolVersion <= ProtocolVersionMax);
        _state.ProtocolVersionMax = protocolVersion;
    }

    /// <summary>Applies the next entry; clears <paramref name="events"/> first.</summary>
    /// <exception cref="InvariantException">A defect; the machine must not be used any more.</exception>
    public void Apply(in Entry entry, EventBuffer events)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.Clear();
        _state.Begin(entry.Sequence, entry.AtUs, events);
        if (entry.Payload.IsEmpty) return;
        _desks.Timers.FireDue();
        var reader = new CommandReader(entry.Payload.Span);
        while (reader.Read()) Run(ref reader);
        if (!reader.IsBroken) return;
        WriteOutcome(CommandType.None, events.Order.Length, DeskResult.Refused(RejectReason.Malformed));
    }

    /// <summary>
    /// Hash over the whole state, made on demand: equal states have equal hashes on every node and version that knows
    /// the
    /// protocol version in force. Costs a walk over every account and open order.
    /// </summary>
    public ulong StateHash() => StateHasher.Hash(_state);

    /// <summary>Writes the whole state.</summary>
    public void WriteSnapshot(IBufferWriter<byte> output) => SnapshotWriter.Write(_state, output);

    /// <summary>Reads a state back.</summary>
    /// <exception cref="InvalidSnapshotException">The bytes are no snapshot, or one of a newer format.</exception>
    public static StateMachine ReadSnapshot(ReadOnlySpan<byte> snapshot) => new(SnapshotReader.Read(snapshot));

    private void Run(ref CommandReader reader)
    {
        int firstEvent = _state.Events.Order.Length;
        DeskResult result = Dispatch(ref reader);
        _desks.Triggers.Run();
        _state.EmitLevels();
        WriteOutcome(reader.Type, firstEvent, result);
    }

    private DeskResult Dispatch(ref CommandReader reader) => reader.Type switch
    {
        CommandType.PlaceOrder when reader.Holds<PlaceOrder>() => _desks.Places.Do(in reader.BodyAs<PlaceOrder>()),
        CommandType.CancelOrder when reader.Holds<CancelOrder>() => _desks.Cancels.Do(in reader.BodyAs<CancelOrder>()),
        CommandType.CancelOpenOrders when reader.Holds<CancelOpenOrders>() =>
            _desks.Cancels.Do(in reader.BodyAs<CancelOpenOrders>()),
        CommandType.CancelReplaceOrder when reader.Holds<CancelReplaceOrder>() =>
            _desks.Replaces.Do(in reader.BodyAs<CancelReplaceOrder>()),
        CommandType.AmendOrder when reader.Holds<AmendOrder>() => _desks.Amends.Do(in reader.BodyAs<AmendOrder>()),
        CommandType.PlaceOrderList when reader.Holds<PlaceOrderList>() =>
            _desks.Lists.Do(in reader.BodyAs<PlaceOrderList>()),
        CommandType.CancelOrderList when reader.Holds<CancelOrderList>() =>
            _desks.Cancels.Do(in reader.BodyAs<CancelOrderList>()),
        CommandType.CancelAllAfter when reader.Holds<CancelAllAfter>() =>
            _desks.Timers.Do(in reader.BodyAs<CancelAllAfter>()),
        CommandType.Tick when reader.Body.IsEmpty => DeskResult.Done(-1),
        _ => DispatchOperator(ref reader),
    };

    private DeskResult DispatchOperator(ref CommandReader reader) =>
        OperatorCodec.TryRead(reader.Type, reader.Body) switch
        {
            AddAsset c => _desks.Reference.Do(c),
            AddSymbol c => _desks.Reference.Do(c),
            UpdateSymbol c => _desks.Reference.Do(c),
            SetSymbolStatus c => _desks.Reference.Do(c),
            SetVenueStatus c => _desks.Reference.Do(c),
            ConfigureVenue c => _desks.Reference.Do(c),
            SetFeeTier c => _desks.Reference.Do(c),
            Upgrade c => _desks.Reference.Do(c),
            OpenAccount c => _desks.Accounts.Do(c),
            UpdateAccount c => _desks.Accounts.Do(c),
            CreateKey c => _desks.Accounts.Do(c),
            UpdateKey c => _desks.Accounts.Do(c),
            KillAccount c => _desks.Accounts.Do(c),
            KillKey c => _desks.Accounts.Do(c),
            Deposit c => _desks.Accounts.Do(c),
            Withdraw c => _desks.Accounts.Do(c),
            Attest => DeskResult.Done(-1),
            _ => DeskResult.Refused(IsKnown(reader.Type) ? RejectReason.Malformed : RejectReason.UnknownCommand),
        };

    private static bool IsKnown(CommandType type) => type != CommandType.None && Enum.IsDefined(type);

    private void WriteOutcome(CommandType command, int firstEvent, in DeskResult result)
    {
        ref Outcome outcome = ref _state.Events.AddOutcome();
        outcome.Command = command;
        outcome.Reason = result.Reason;
        outcome.CancelReason = result.CancelReason;
        outcome.CancelAttempted = result.CancelAttempted;
        outcome.PlaceAttempted = result.PlaceAttempted;
        outcome.Id = result.Id;
        outcome.TimeUs = _state.TimeUs;
        outcome.FirstEvent = firstEvent;
        outcome.EventCount = _state.Events.Order.Length - firstEvent;
    }
}
