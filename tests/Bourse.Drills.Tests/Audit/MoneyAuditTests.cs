using Bourse.Drills.Audit;
using Bourse.Drills.Load;
using Bourse.Drills.Venue;

namespace Bourse.Drills.Tests.Audit;

public sealed class MoneyAuditTests
{
    private const decimal Unit = 0.00000001m;

    private static readonly ToldTrade Bought = new(1, 7, IsBuyer: true, 100, 2, 200, 0);

    [Fact]
    public void Balances_that_follow_from_deposit_trades_and_open_orders_are_right()
    {
        DrillOrder open = Orders.Resting().Acked(8);
        ToldAccount buyer = Orders.Node("a", [Orders.Told(open)], Bought) with
        {
            Balances = Orders.Amounts(DrillVenue.Deposit + 2, DrillVenue.Deposit - 200),
            Locked = Orders.Amounts(0, 1),
        };
        ToldAccount seller = Orders.Node("a", [], Bought with { IsBuyer = false }) with
        {
            Balances = Orders.Amounts(DrillVenue.Deposit - 2, DrillVenue.Deposit + 200),
        };
        Assert.Empty(Check(buyer, seller));
    }

    [Fact]
    public void One_unit_too_many_is_found_in_the_account_and_in_the_sum()
    {
        ToldAccount account = Orders.Node("a", []) with
        {
            Balances = Orders.Amounts(DrillVenue.Deposit + Unit, DrillVenue.Deposit),
        };
        Assert.Equal(2, Check(account).Count);
    }

    [Fact]
    public void A_hold_without_an_order_is_found() => Assert.Single(
        Check(Orders.Node("a", []) with { Locked = Orders.Amounts(Unit, 0) }));

    [Fact]
    public void An_account_whose_balances_are_not_told_is_found() => Assert.NotEmpty(
        Check(Orders.Node("a", []) with { Balances = new Dictionary<string, decimal>() }));

    private static List<string> Check(params ToldAccount[] told)
    {
        var findings = new AuditFindings();
        MoneyAudit.Check(Orders.Account.Market, told, findings);
        return findings.Money;
    }
}
