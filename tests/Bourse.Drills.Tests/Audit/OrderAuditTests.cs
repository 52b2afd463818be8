using Bourse.Drills.Audit;
using Bourse.Drills.Load;

namespace Bourse.Drills.Tests.Audit;

/// <summary>An audit that must find something finds it.</summary>
public sealed class OrderAuditTests
{
    [Fact]
    public void Nothing_is_wrong_when_every_node_has_every_acked_order()
    {
        DrillOrder order = Orders.Resting().Acked(7);
        AssertNothing(Check([order], Orders.Node("a", [Orders.Told(order)]), Orders.Node("b", [Orders.Told(order)])));
    }

    [Fact]
    public void An_acked_order_that_one_node_does_not_know_is_lost()
    {
        DrillOrder order = Orders.Resting().Acked(7);
        AuditFindings findings = Check([order], Orders.Node("a", [Orders.Told(order)]), Orders.Node("b", []));
        Assert.Equal(["b: one was acked as order 7 and is not there"], findings.Lost);
    }

    [Fact]
    public void An_order_that_is_there_under_another_number_is_lost()
    {
        DrillOrder order = Orders.Resting().Acked(7);
        AuditFindings findings = Check([order], Orders.Node("a", [Orders.Told(order) with { OrderId = 8 }]));
        Assert.Single(findings.Lost);
    }

    [Fact]
    public void A_resting_order_that_is_closed_or_partly_filled_or_changed_is_lost()
    {
        DrillOrder order = Orders.Resting().Acked(7);
        ToldOrder told = Orders.Told(order);
        Assert.All<ToldOrder>(
            [told with { IsOpen = false }, told with { Executed = 0.5m }, told with { Price = 2 }, told with { Quantity = 2 }],
            changed => Assert.Single(Check([order], Orders.Node("a", [changed])).Lost));
    }

    [Fact]
    public void Two_orders_of_one_client_order_id_are_a_duplicate_also_when_one_is_closed()
    {
        DrillOrder order = Orders.Resting().Acked(7);
        ToldOrder told = Orders.Told(order);
        AuditFindings findings = Check([order], Orders.Node("a", [told, told with { OrderId = 8, IsOpen = false }]));
        Assert.Equal(["a: one is 7 and 8"], findings.Duplicates);
    }

    [Fact]
    public void An_order_that_nobody_sent_is_wrong()
    {
        DrillOrder order = Orders.Resting("other").Acked(7);
        Assert.Single(Check([], Orders.Node("a", [Orders.Told(order)])).Wrong);
    }

    [Fact]
    public void A_client_that_never_learned_is_told_of_unless_it_was_refused_or_shed()
    {
        DrillOrder silent = Orders.Resting("silent");
        DrillOrder refused = Orders.Resting("refused");
        refused.WrongAnswer = "400";
        DrillOrder shed = Orders.Resting("shed");
        shed.IsShed = true;
        AuditFindings findings = Check([silent, refused, shed], Orders.Node("a", []));
        Assert.Equal(["silent"], findings.Unresolved);
        Assert.Equal(["refused: 400"], findings.Wrong);
    }

    [Fact]
    public void An_order_that_was_shed_and_is_there_all_the_same_is_wrong()
    {
        DrillOrder order = Orders.Resting();
        order.IsShed = true;
        Assert.Single(Check([order], Orders.Node("a", [Orders.Told(order) with { OrderId = 7 }])).Wrong);
    }

    [Fact]
    public void A_trade_that_was_told_and_is_not_there_is_wrong()
    {
        DrillOrder order = Orders.Crossing().Acked(7, fills: Orders.Fill(3));
        ToldOrder told = Orders.Told(order, executed: 1, isOpen: false);
        var trade = new ToldTrade(3, 7, true, 100, 1, 100, 0);
        AssertNothing(Check([order], Orders.Node("a", [told], trade)));
        Assert.Single(Check([order], Orders.Node("a", [told], trade with { TradeId = 4 })).Wrong);
        Assert.Equal(2, Check([order], Orders.Node("a", [told])).Wrong.Count);
    }

    private static AuditFindings Check(DrillOrder[] orders, params ToldAccount[] told)
    {
        var findings = new AuditFindings();
        OrderAudit.Check(orders, told, findings);
        return findings;
    }

    private static void AssertNothing(AuditFindings findings) => Assert.Empty(
        findings.Lost.Concat(findings.Duplicates).Concat(findings.Wrong).Concat(findings.Unresolved));
}
