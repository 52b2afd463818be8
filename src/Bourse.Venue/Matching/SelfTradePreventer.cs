using Bourse.Venue.Accounts;
using Bourse.Venue.Events;
using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Matching;

/// <summary>What happens instead of a trade with oneself (faqs/stp_faq.md; docs/venue-rules.md, rule 22).</summary>
internal sealed class SelfTradePreventer(VenueState state, Holds holds, ReportWriter reports, OrderCloser closer)
{
    /// <summary>Whether a match of the two must be prevented: the taker's mode decides.</summary>
    public static bool Concerns(Account taker, Account maker, SelfTradePreventionMode takerMode) =>
        takerMode != SelfTradePreventionMode.None && taker.IsSelf(maker);

    /// <summary>Takes from each order what the taker's mode takes, and closes those that have nothing left.</summary>
    /// <param name="wanted">What the taker would take at this price.</param>
    /// <param name="budget">Loses what a prevented quantity of a taker by quote amount would have cost.</param>
    public void Prevent(OpenOrder taker, OpenOrder maker, long price, long wanted, ref long budget)
    {
        (long takerLoss, long makerLoss) = LossesOf(
            taker.Fields.SelfTradePrevention, TakerQuantity(taker, wanted), maker.Fields.RemainingQuantity);
        long match = long.Min(TakerQuantity(taker, wanted), maker.Fields.RemainingQuantity);
        WriteEvent(taker, maker, price, takerLoss, makerLoss);
        if (taker.IsByQuote) budget -= AmountLimits.Quote(price, takerLoss);
        bool takerEnds = takerLoss == TakerQuantity(taker, wanted);
        bool makerEnds = makerLoss == maker.Fields.RemainingQuantity;
        if (makerLoss != 0) LoseAsMaker(maker, makerLoss, makerEnds);
        if (takerLoss != 0) LoseAsTaker(taker, takerLoss, takerEnds);
        if (makerLoss != 0) WriteReport(maker, taker, match, makerLoss, isMaker: true);
        if (takerLoss != 0) WriteReport(taker, maker, match, takerLoss, isMaker: false);
        if (makerEnds) Leave(maker);
        if (takerEnds) Leave(taker);
    }

    /// <summary>Quantity that a mode takes from taker and maker.</summary>
    public static (long Taker, long Maker) LossesOf(SelfTradePreventionMode mode, long taker, long maker) => mode switch
    {
        SelfTradePreventionMode.ExpireTaker => (taker, 0),
        SelfTradePreventionMode.ExpireMaker => (0, maker),
        SelfTradePreventionMode.ExpireBoth => (taker, maker),
        _ => (long.Min(taker, maker), long.Min(taker, maker)),
    };

    /// <summary>
    /// A taker by quantity loses by its quantity, whatever its budget; one by quote amount by what its budget buys
    /// here.
    /// </summary>
    private static long TakerQuantity(OpenOrder taker, long wanted) =>
        taker.IsByQuote ? long.Min(wanted, AmountLimits.Max) : taker.Fields.RemainingQuantity;

    private void LoseAsMaker(OpenOrder maker, long loss, bool ends)
    {
        Lose(maker, loss, ends);
        if (ends)
        {
            holds.Release(maker);
            maker.Market.Remove(maker);
            return;
        }
        maker.Market.Shrink(maker);
        if (maker.Pair is { } other) holds.MakeShared(maker, other);
        else holds.Make(maker, Holds.DueOf(maker));
    }

    private void LoseAsTaker(OpenOrder taker, long loss, bool ends)
    {
        Lose(taker, loss, ends);
        if (ends) holds.Release(taker);
        else if (!Holds.IsPaidDown(taker)) holds.Make(taker, Holds.DueOf(taker));
    }

    private void Lose(OpenOrder order, long loss, bool ends)
    {
        ref OrderFields fields = ref order.Fields;
        long prevented = fields.PreventedQuantity + loss;
        fields.PreventedQuantity = order.IsByQuote ? long.Min(prevented, AmountLimits.Max) : prevented;
        fields.PreventedMatchId = order.Market.LastPreventedMatchId;
        fields.UpdateTimeUs = state.TimeUs;
        if (ends) fields.Status = OrderStatus.ExpiredInMatch;
        OrderStore.RemainingChanged(order, -loss);
    }

    private void WriteEvent(OpenOrder taker, OpenOrder maker, long price, long takerLoss, long makerLoss)
    {
        ref PreventedMatchEvent prevented = ref state.Events.AddPreventedMatch();
        prevented.PreventedMatchId = ++taker.Market.LastPreventedMatchId;
        prevented.TakerOrderId = taker.Fields.OrderId;
        prevented.MakerOrderId = maker.Fields.OrderId;
        prevented.Price = price;
        prevented.TakerPreventedQuantity = takerLoss;
        prevented.MakerPreventedQuantity = makerLoss;
        prevented.TimeUs = state.TimeUs;
        prevented.SymbolId = taker.Market.Id;
        prevented.TakerAccountId = taker.Account.Id;
        prevented.MakerAccountId = maker.Account.Id;
        prevented.TradeGroupId = taker.Account.TradeGroupId;
        prevented.TakerSide = taker.Fields.Side;
        prevented.Mode = taker.Fields.SelfTradePrevention;
    }

    private void WriteReport(OpenOrder order, OpenOrder counter, long match, long loss, bool isMaker)
    {
        ref ExecutionReport report = ref reports.Write(order, ExecutionType.TradePrevention);
        report.LastPreventedQuantity = loss;
        report.PreventedExecutionQuantity = match;
        report.CounterOrderId = counter.Fields.OrderId;
        report.CounterAccountId = counter.Account.Id;
        report.IsMaker = isMaker;
    }

    private void Leave(OpenOrder order)
    {
        OpenOrder? other = order.Pair;
        OpenList? list = order.List;
        int leg = order.Leg;
        closer.Forget(order);
        if (other is not null) closer.Expire(other, ExpiryReason.OcoTrigger);
        else if (list is not null) closer.AfterClose(list, leg, isFilled: false);
    }
}
