using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Ledger;

/// <summary>The proof stands for a sound venue and says what is wrong with one that is not.</summary>
public sealed class LedgerProverTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void Totals_are_what_was_deposited()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        LedgerProof proof = _venue.View.ProveLedger();
        Assert.True(proof.Holds);
        Assert.Equal((Int128)200 * One, proof.Totals[Usdt - 1].Locked);
        Assert.Equal((Int128)3_000_000 * One, proof.Totals[Usdt - 1].NetDeposits);
    }

    [Fact]
    public void A_balance_that_was_tampered_with_is_named()
    {
        _venue.Place(Alice, Limit(Side.Buy, 100, 2));
        byte[] snapshot = _venue.Snapshot();
        byte[] locked = BitConverter.GetBytes(200 * One);
        int at = snapshot.AsSpan().IndexOf(locked);
        snapshot[at]++;
        LedgerProof proof = StateMachine.ReadSnapshot(snapshot).View.ProveLedger();
        Assert.Equal(2, proof.Failures.Count);
        Assert.Contains("Account 2 has 20000000001 of asset 3 locked; its orders hold 20000000000.", proof.Failures);
        Assert.Contains(proof.Failures, f => f.StartsWith("Accounts have", StringComparison.Ordinal));
    }
}
