using System.Buffers;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>
/// A change of behaviour is in the program before it is in force: two programs of different age give the same state until
/// an Upgrade stands in the log (docs/venue-rules.md, rules 9, 34 and 37).
/// </summary>
public sealed class ProtocolVersionTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void Before_version_2_a_transfer_that_is_sent_again_is_done_again()
    {
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Btc, 5, 9)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Btc, 5, 9)).Reason);
        Assert.Equal(0, _venue.View.LastTransferReference(Alice));
    }

    [Fact]
    public void From_version_2_on_a_transfer_that_is_sent_again_is_done_once()
    {
        _venue.Operate(new Upgrade(2));
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Btc, 5, 9)).Reason);
        long free = _venue.View.Balance(Alice, Btc).Free;
        Assert.Equal(RejectReason.TransferReferenceTaken, _venue.Operate(new Deposit(Alice, Btc, 5, 9)).Reason);
        Assert.Equal(RejectReason.TransferReferenceTaken, _venue.Operate(new Withdraw(Alice, Eth, 5, 8)).Reason);
        Assert.Equal(free, _venue.View.Balance(Alice, Btc).Free);
        Assert.Equal(9, _venue.View.LastTransferReference(Alice));
    }

    [Fact]
    public void A_reference_is_taken_by_what_was_done_only_and_by_that_account_only()
    {
        _venue.Operate(new Upgrade(2));
        Assert.Equal(RejectReason.InsufficientBalance, _venue.Operate(new Withdraw(Alice, Btc, long.MaxValue, 9)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Withdraw(Alice, Btc, 5, 9)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Bob, Btc, 5, 9)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Btc, 5, 0)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Btc, 5, 0)).Reason);
        Assert.Equal(9, _venue.View.LastTransferReference(Alice));
    }

    [Fact]
    public void A_snapshot_has_the_format_of_the_version_in_force()
    {
        Assert.Equal(1, _venue.Snapshot()[8]);
        _venue.Operate(new Upgrade(2));
        _venue.Operate(new Deposit(Alice, Btc, 5, 9));
        Assert.Equal(2, _venue.Snapshot()[8]);
        ulong hash = _venue.Machine.StateHash();
        _venue.Reload();
        Assert.Equal(hash, _venue.Machine.StateHash());
        Assert.Equal(RejectReason.TransferReferenceTaken, _venue.Operate(new Deposit(Alice, Btc, 5, 9)).Reason);
    }

    [Fact]
    public void A_program_that_knows_version_1_only_has_the_same_state_until_the_upgrade_and_stops_at_it()
    {
        var old = new VenueHarness();
        old.Machine.RestrictTo(1);
        foreach (VenueHarness venue in new[] { old, _venue })
        {
            venue.Operate(new Deposit(Alice, Btc, 5, 9));
            venue.Operate(new Deposit(Alice, Btc, 5, 9));
        }
        Assert.Equal(_venue.Machine.StateHash(), old.Machine.StateHash());
        Assert.Equal(_venue.Snapshot(), old.Snapshot());
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteOperator(payload, new Upgrade(2));
        Assert.Throws<InvariantException>(() => old.Apply(payload.WrittenMemory));
        _venue.Apply(payload.WrittenMemory);
        Assert.Equal(2, _venue.View.ProtocolVersion);
    }

    [Fact]
    public void An_attestation_changes_nothing()
    {
        ulong before = _venue.Machine.StateHash();
        Outcome outcome = _venue.Operate(new Attest(77, 3, 0xFEED, 2));
        Assert.Equal((RejectReason.None, -1), (outcome.Reason, outcome.Id));
        Assert.Empty(_venue.Events.Order.ToArray());
        _venue.Operate(new Attest(78, 4, 0xBEEF, 1));
        Assert.NotEqual(before, _venue.Machine.StateHash()); // Only for the sequence number and the time.
        var other = new VenueHarness();
        other.Apply(Tick());
        other.Apply(Tick());
        Assert.Equal(other.Machine.StateHash(), _venue.Machine.StateHash());
    }

    private static ReadOnlyMemory<byte> Tick()
    {
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteTick(payload);
        return payload.WrittenMemory;
    }
}
