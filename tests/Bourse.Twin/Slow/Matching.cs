using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>An order meets the book (rules 17 to 22).</summary>
public sealed class Matching(
    SlowState state, Ledger ledger, Levels levels, Closing closing, OrderCounts counts, DryWalk walk, Triggers triggers)
{
    /// <summary>Lets an order take what it can, and ends it or lets it rest.</summary>
    /// <param name="budget">What a BUY to market may pay, what a SELL by quote amount may receive; null is without end.</param>
    public void Run(SlowOrder taker, long? budget)
    {
        if (taker.Fields.TimeInForce == TimeInForce.Fok && !walk.CanFill(taker))
        {
            closing.Expire(taker, ExpiryReason.UnfilledFokOrderExpired);
            return;
        }
        while (taker.IsOpen && BestFor(taker) is { } maker)
        {
            long price = maker.Fields.Price;
            long wanted = Wanted(taker, price, budget);
            if (wanted == 0) break;
            if (walk.IsPrevented(taker, maker)) Prevent(taker, maker, wanted, ref budget);
            else Fill(taker, maker, long.Min(wanted, maker.Shown), ref budget);
        }
        if (taker.IsOpen) EndOrRest(taker);
    }

    private SlowOrder? BestFor(SlowOrder taker) => state.SymbolOf(taker).Ranked(Kinds.Opposite(taker.Fields.Side))
        .FirstOrDefault(maker => DryWalk.Crosses(taker, maker.Fields.Price));

    /// <summary>Quantity that the taker wants at a price, whatever is there.</summary>
    private long Wanted(SlowOrder taker, long price, long? budget)
    {
        long remaining = taker.IsByQuote ? long.MaxValue : taker.Remaining;
        return budget is { } left
            ? long.Min(remaining, Amounts.Affordable(left, price, state.SymbolOf(taker).MarketStep))
            : remaining;
    }

    private void EndOrRest(SlowOrder order)
    {
        if (!order.HasLimitPrice) closing.Expire(order, ExpiryReason.InsufficientLiquidity);
        else if (order.Fields.TimeInForce == TimeInForce.Ioc)
            closing.Expire(order, ExpiryReason.UnfilledIocQuantityExpired);
        else levels.Rest(order);
    }

    private void Fill(SlowOrder taker, SlowOrder maker, long quantity, ref long? budget)
    {
        SlowSymbol symbol = state.SymbolOf(taker);
        TradeEvent trade = MakeTrade(symbol, taker, maker, quantity);
        state.Journal.Add(trade);
        Ledger.TakeSharedHold(maker);
        Ledger.TakeSharedHold(taker);
        ledger.Settle(in trade, taker.IsBuy ? taker : maker, taker.IsBuy ? maker : taker);
        if (budget is not null) budget -= trade.Quote;
        bool isFirstOfMaker = maker.Fields.ExecutedQuantity == 0;
        bool isFirstOfTaker = taker.Fields.ExecutedQuantity == 0;
        Execute(maker, in trade);
        levels.Take(maker, quantity);
        Execute(taker, in trade);
        if (taker.IsByQuote && IsSpent(taker, budget!.Value)) taker.Fields.Status = OrderStatus.Filled;
        HoldAfterFill(maker);
        HoldAfterFill(taker);
        TellFill(maker, taker, in trade, isMaker: true);
        TellFill(taker, maker, in trade, isMaker: false);
        if (isFirstOfMaker) counts.TakeOff(state.AccountOf(maker));
        if (isFirstOfTaker) counts.TakeOff(state.AccountOf(taker));
        Remember(symbol, taker, in trade);
        AfterFill(maker, taker);
    }

    private TradeEvent MakeTrade(SlowSymbol symbol, SlowOrder taker, SlowOrder maker, long quantity)
    {
        long price = maker.Fields.Price;
        long quote = (long)Amounts.Down(price, quantity);
        (SlowOrder buyer, SlowOrder seller) = taker.IsBuy ? (taker, maker) : (maker, taker);
        symbol.TradeId++;
        if (symbol.LatestTrade != (taker.Id, price)) symbol.AggregateTradeId++;
        symbol.LatestTrade = (taker.Id, price);
        return new TradeEvent
        {
            TradeId = symbol.TradeId,
            AggregateTradeId = symbol.AggregateTradeId,
            Price = price,
            Quantity = quantity,
            Quote = quote,
            BuyerOrderId = buyer.Id,
            SellerOrderId = seller.Id,
            BuyerCommission = CommissionOf(quantity, buyer, buyer == maker),
            SellerCommission = CommissionOf(quote, seller, seller == maker),
            TimeUs = state.TimeUs,
            SymbolId = symbol.Id,
            BuyerAccountId = buyer.Fields.AccountId,
            SellerAccountId = seller.Fields.AccountId,
            BuyerIsMaker = buyer == maker,
        };
    }

    private long CommissionOf(long received, SlowOrder order, bool isMaker)
    {
        FeeRates rates = state.RatesOf(state.AccountOf(order), state.SymbolOf(order));
        return long.Min(received, (long)Amounts.Up(received, isMaker ? rates.Maker : rates.Taker));
    }

    private static void Execute(SlowOrder order, in TradeEvent trade)
    {
        order.Fields.ExecutedQuantity += trade.Quantity;
        order.Fields.CumulativeQuote += trade.Quote;
        if (order.IsByQuote) order.Fields.Quantity = order.Fields.ExecutedQuantity;
        order.Fields.Status = !order.IsByQuote && order.Remaining == 0
            ? OrderStatus.Filled
            : OrderStatus.PartiallyFilled;
    }

    /// <summary>Whether an order by quote amount can go no further at the price that now is the best (rule 20).</summary>
    private bool IsSpent(SlowOrder taker, long budget) =>
        budget == 0 || (BestFor(taker) is { } next && Wanted(taker, next.Fields.Price, budget) == 0);

    private void HoldAfterFill(SlowOrder order)
    {
        if (!order.IsOpen) ledger.MakeHold(order, 0);
        else if (!order.IsPaidDown) ledger.MakeHold(order, Ledger.DueOf(order));
    }

    private void TellFill(SlowOrder order, SlowOrder counter, in TradeEvent trade, bool isMaker)
    {
        long commission = order.IsBuy ? trade.BuyerCommission : trade.SellerCommission;
        SymbolSpec symbol = state.SymbolOf(order).Spec;
        if (!order.IsOpen) closing.Forget(order, OrderStatus.Filled);
        closing.Report(order, new ExecutionReport
        {
            ExecutionType = ExecutionType.Trade,
            TradeId = trade.TradeId,
            CounterOrderId = counter.Id,
            CounterAccountId = counter.Fields.AccountId,
            LastPrice = trade.Price,
            LastQuantity = trade.Quantity,
            LastQuote = trade.Quote,
            Commission = commission,
            CommissionAssetId = commission == 0 ? 0 : order.IsBuy ? symbol.BaseAssetId : symbol.QuoteAssetId,
            IsMaker = isMaker,
        });
    }

    private void Remember(SlowSymbol symbol, SlowOrder taker, in TradeEvent trade)
    {
        symbol.LastPrice = trade.Price;
        (UInt128 Quote, UInt128 Base) sums = symbol.Seconds.GetValueOrDefault(state.Second);
        foreach (long old in symbol.Seconds.Keys.Where(second => second <= state.Second - 3600).ToList())
            symbol.Seconds.Remove(old);
        symbol.Seconds[state.Second] = (sums.Quote + (UInt128)trade.Quote, sums.Base + (UInt128)trade.Quantity);
    }

    /// <summary>What a fill sets off, in the order of rule 19.</summary>
    private void AfterFill(SlowOrder maker, SlowOrder taker)
    {
        foreach (SlowOrder order in new[] { maker, taker })
            if (order.Pair is { } pair) closing.ExpireAlone(pair, ExpiryReason.OcoTrigger);
        foreach (SlowOrder order in new[] { maker, taker })
            if (order.List is { } list) closing.FinishList(list);
        triggers.Look(state.SymbolOf(maker));
        foreach (SlowOrder order in new[] { maker, taker })
            if (order.Fields.Status == OrderStatus.Filled && order.List is { } list && list.IsWorkingLeg(order))
                triggers.Enqueue(list);
    }

    private void Prevent(SlowOrder taker, SlowOrder maker, long wanted, ref long? budget)
    {
        long takerHas = taker.IsByQuote ? wanted : taker.Remaining;
        (long fromTaker, long fromMaker) = Prevention.Of(taker.Fields.SelfTradePrevention, takerHas, maker.Remaining);
        long match = long.Min(takerHas, maker.Remaining);
        bool takerEnds = fromTaker == takerHas;
        bool makerEnds = fromMaker == maker.Remaining;
        if (taker.IsByQuote) budget -= (long)Amounts.Down(maker.Fields.Price, fromTaker);
        long id = ++state.SymbolOf(taker).PreventedMatchId;
        state.Journal.Add(MakePreventedMatch(taker, maker, id, fromTaker, fromMaker));
        Lose(maker, id, fromMaker, makerEnds);
        Lose(taker, id, fromTaker, takerEnds);
        TellPrevented(maker, taker, match, fromMaker, makerEnds, isMaker: true);
        TellPrevented(taker, maker, match, fromTaker, takerEnds, isMaker: false);
        if (makerEnds) closing.Leave(maker);
        if (takerEnds) closing.Leave(taker);
    }

    private PreventedMatchEvent MakePreventedMatch(
        SlowOrder taker, SlowOrder maker, long id, long fromTaker, long fromMaker) => new()
        {
            PreventedMatchId = id,
            TakerOrderId = taker.Id,
            MakerOrderId = maker.Id,
            Price = maker.Fields.Price,
            TakerPreventedQuantity = fromTaker,
            MakerPreventedQuantity = fromMaker,
            TimeUs = state.TimeUs,
            SymbolId = taker.Fields.SymbolId,
            TakerAccountId = taker.Fields.AccountId,
            MakerAccountId = maker.Fields.AccountId,
            TradeGroupId = state.AccountOf(taker).Spec.TradeGroupId,
            TakerSide = taker.Fields.Side,
            Mode = taker.Fields.SelfTradePrevention,
        };

    private void Lose(SlowOrder order, long id, long quantity, bool ends)
    {
        if (quantity == 0) return;
        Int128 prevented = (Int128)order.Fields.PreventedQuantity + quantity;
        order.Fields.PreventedQuantity = (long)(order.IsByQuote ? Int128.Min(prevented, Amounts.Max) : prevented);
        order.Fields.PreventedMatchId = id;
        levels.Shrink(order);
        if (ends) ledger.Release(order);
        else ledger.MakeDue(order);
    }

    private void TellPrevented(
        SlowOrder order, SlowOrder counter, long match, long quantity, bool ends, bool isMaker)
    {
        if (quantity == 0) return;
        if (ends) closing.Forget(order, OrderStatus.ExpiredInMatch);
        closing.Report(order, Closing.Plain(ExecutionType.TradePrevention) with
        {
            CounterOrderId = counter.Id,
            CounterAccountId = counter.Fields.AccountId,
            LastPreventedQuantity = quantity,
            PreventedExecutionQuantity = match,
            IsMaker = isMaker,
        });
    }
}
