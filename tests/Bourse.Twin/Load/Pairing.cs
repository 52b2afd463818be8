using System.Buffers;
using Bourse.Twin.Slow;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Twin.Load;

/// <summary>Machine and twin side by side: every entry goes to both, and both must say the same.</summary>
public sealed class Pairing
{
    private readonly EventBuffer _events = new();
    private StateMachine _machine = new();

    public SlowVenue Twin { get; } = new();

    public long Sequence => Twin.State.Sequence;

    /// <summary>Applies one entry to both; null when they agree and every invariant holds, else what is wrong.</summary>
    public string? Apply(long atUs, ReadOnlyMemory<byte> payload)
    {
        var entry = new Entry(Sequence + 1, atUs, payload);
        RejectReason? tested;
        try
        {
            tested = TestOf(atUs, payload.Span);
            Twin.Apply(in entry);
            _machine.Apply(in entry, _events);
        }
        catch (Exception broken) when (broken is InvariantException or InvalidOperationException or ArithmeticException
            or IndexOutOfRangeException or NullReferenceException or ArgumentException or KeyNotFoundException)
        {
            return broken.ToString();
        }
        if (tested is not null && tested != Twin.Journal.Outcomes[0].Reason)
            return $"The view's test of the order says {tested}, placing it {Twin.Journal.Outcomes[0].Reason}.";
        return Comparison.FirstDifference(_machine, _events, Twin) ?? Invariants.FirstBroken(Twin.State);
    }

    /// <summary>Lets the machine prove its own ledger, and compares what its view tells with the twin's state.</summary>
    public string? ProveState()
    {
        LedgerProof proof = _machine.View.ProveLedger();
        return proof.Holds
            ? StateDifference.Of(_machine, Twin.State)
            : "The machine's ledger proof fails: " + string.Join(" ", proof.Failures);
    }

    /// <summary>What the view says of an order that may be placed next, when time stands still until then.</summary>
    private RejectReason? TestOf(long atUs, ReadOnlySpan<byte> payload)
    {
        SlowState state = Twin.State;
        if (atUs > state.TimeUs || state.Timers.Values.Any(timer => timer <= state.TimeUs)) return null;
        var reader = new CommandReader(payload);
        return reader.Read() && reader.Type == CommandType.PlaceOrder && reader.TryBody(out PlaceOrder order)
            ? _machine.View.Test(in order)
            : null;
    }

    /// <summary>Writes the machine's state and goes on with a machine that read it.</summary>
    public string? GoOnWithCopy()
    {
        ulong before = _machine.StateHash();
        var bytes = new ArrayBufferWriter<byte>();
        _machine.WriteSnapshot(bytes);
        _machine = StateMachine.ReadSnapshot(bytes.WrittenSpan);
        return _machine.StateHash() == before ? null : "The state hash after a snapshot is another.";
    }
}
