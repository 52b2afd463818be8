using System.Numerics;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Placing a single order, and the work that follows every placing.</summary>
public sealed class Placing(
    SlowState state, Gate gate, Filters filters, MarketChecks market, OrderCounts counts, Ledger ledger, Closing closing,
    Matching matching, Triggers triggers, DryWalk walk)
{
    /// <summary>The order as its parameters say it, without an id.</summary>
    public SlowOrder Draft(in CommandContext context, int symbolId, in OrderParameters given)
    {
        SelfTradePreventionMode prevention = given.SelfTradePrevention == SelfTradePreventionMode.SymbolDefault
            ? state.Symbols[symbolId].Spec.DefaultSelfTradePrevention
            : given.SelfTradePrevention;
        bool hasStrategyId = given.Given.HasFlag(GivenParameters.HasStrategyId);
        var order = new SlowOrder
        {
            Fields = new OrderFields
            {
                OrderListId = -1,
                Price = given.Price,
                Quantity = given.Quantity,
                QuoteOrderQuantity = given.QuoteOrderQuantity,
                StopPrice = given.StopPrice,
                IcebergQuantity = given.IcebergQuantity,
                PreventedMatchId = -1,
                StrategyId = hasStrategyId ? given.StrategyId : 0,
                TimeUs = state.TimeUs,
                UpdateTimeUs = state.TimeUs,
                WorkingTimeUs = -1,
                TrailingTimeUs = -1,
                ClientOrderId = given.ClientOrderId,
                SymbolId = symbolId,
                AccountId = context.AccountId,
                KeyId = context.KeyId,
                TrailingDelta = given.TrailingDelta,
                StrategyType = given.StrategyType,
                Side = given.Side,
                Type = given.Type,
                TimeInForce = given.TimeInForce,
                SelfTradePrevention = prevention,
                HasStrategyId = hasStrategyId,
            },
        };
        order.ReferencePrice = market.ReferencePriceOf(order);
        return order;
    }

    public (RejectReason Reason, long Id) Place(in CommandContext context, int symbolId, in OrderParameters given)
    {
        RejectReason gated = gate.ToPlace(in context, symbolId);
        if (gated != RejectReason.None) return (gated, -1);
        SlowOrder order = Draft(in context, symbolId, in given);
        RejectReason reason = Check(order);
        if (reason != RejectReason.None) return (reason, -1);
        Accept(order);
        counts.Add(state.AccountOf(order), 1);
        Start(order);
        return (RejectReason.None, order.Id);
    }

    /// <summary>Steps 4, 5 and 6 up to the notional filters: what the order is by itself.</summary>
    public RejectReason CheckAlone(SlowOrder order)
    {
        RejectReason composition = Composition.Check(order, state.SymbolOf(order).Spec);
        return composition != RejectReason.None ? composition : filters.CheckStatic(order);
    }

    /// <summary>Works off what trades set off.</summary>
    public void Settle(Action<SlowList> placePending)
    {
        while (triggers.TryNext(out object? next))
        {
            if (next is SlowList list) placePending(list);
            else if (next is SlowOrder { IsOpen: true } order) Fire(order);
        }
    }

    public void GiveId(SlowOrder order)
    {
        order.Fields.OrderId = ++state.OrderId;
        state.Orders.Add(order.Id, order);
    }

    /// <summary>Sets an order to waiting or to work, before it is told of.</summary>
    public void Activate(SlowOrder order)
    {
        order.Fields.Status = OrderStatus.New;
        if (order.IsStop)
        {
            triggers.Wait(order);
            return;
        }
        order.Fields.IsWorking = true;
        order.Fields.WorkingTimeUs = state.TimeUs;
    }

    /// <summary>An order at work meets the book; one that waits does nothing.</summary>
    public void Start(SlowOrder order)
    {
        if (!order.Fields.IsWorking) return;
        matching.Run(order, order.IsByQuote ? order.Fields.QuoteOrderQuantity : null);
    }

    private RejectReason Check(SlowOrder order)
    {
        RejectReason alone = CheckAlone(order);
        if (alone != RejectReason.None) return alone;
        RejectReason position = filters.CheckPosition(order);
        if (position != RejectReason.None) return position;
        RejectReason maxima = filters.CheckCounts([order], isList: false);
        if (maxima != RejectReason.None) return maxima;
        if (counts.WouldExceed(state.AccountOf(order), 1)) return RejectReason.TooManyOrders;
        if (state.OrderByClientId(order.Fields.AccountId, order.Fields.ClientOrderId) is not null)
            return RejectReason.DuplicateOrder;
        RejectReason condition = market.CheckMarket(order);
        if (condition != RejectReason.None) return condition;
        if (!MarketChecks.IsWithinBounds(order)) return RejectReason.AmountOverflow;
        return market.CanPay(order, market.HoldOf(order)) ? RejectReason.None : RejectReason.InsufficientBalance;
    }

    private void Accept(SlowOrder order)
    {
        BigInteger hold = market.HoldOf(order);
        GiveId(order);
        ledger.MakeHold(order, (long)hold);
        Activate(order);
        closing.Report(order, Closing.Plain(ExecutionType.New));
    }

    /// <summary>A stop's turn in the queue has come (rule 24).</summary>
    private void Fire(SlowOrder order)
    {
        if (order.Pair is { } pair) closing.ExpireAlone(pair, ExpiryReason.OcoTrigger);
        order.Fields.IsWorking = true;
        order.Fields.WorkingTimeUs = state.TimeUs;
        long? budget = null;
        if (order.IsBuy && !order.HasLimitPrice)
        {
            budget = order.Hold + ledger.FreeOf(order.Fields.AccountId, ledger.HoldAssetOf(order));
            ledger.MakeHold(order, (long)walk.Run(order, budget).Quote);
        }
        closing.Report(order, Closing.Plain(ExecutionType.New));
        matching.Run(order, budget);
    }
}
