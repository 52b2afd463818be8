using Bourse.Venue.Events;
using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;
using Bourse.Venue.Triggers;

namespace Bourse.Venue.Matching;

/// <summary>Makes one trade out of a match, and everything that follows from it at once (rule 19).</summary>
internal sealed class Filler(
    VenueState state, Settlement settlement, Holds holds, ReportWriter reports, OrderCloser closer, TriggerQueue queue)
{
    private long _aggregateTakerId;
    private long _aggregatePrice;

    /// <summary>Trades a quantity; takes what was paid, or received, off the budget.</summary>
    public void Trade(OpenOrder taker, OpenOrder maker, long price, long quantity, ref long budget)
    {
        var fill = new Fill { Market = taker.Market, Taker = taker, Maker = maker, Price = price, Quantity = quantity };
        fill.Quote = AmountLimits.Quote(price, quantity);
        if (budget != Matcher.NoBudget) budget -= fill.Quote;
        OpenOrder? parted = Holds.PartForFill(maker);
        Execute(maker, in fill);
        Execute(taker, in fill);
        MoveMarket(ref fill);
        SetStatus(maker, maker.Fields.RemainingQuantity == 0);
        SetStatus(taker, IsFilled(taker, budget));
        settlement.Charge(ref fill);
        WriteTrade(in fill);
        settlement.Settle(in fill);
        MakeHolds(taker, maker);
        WriteReport(in fill, maker, taker);
        WriteReport(in fill, taker, maker);
        Follow(in fill, parted);
    }

    private void Execute(OpenOrder order, in Fill fill)
    {
        ref OrderFields fields = ref order.Fields;
        if (fields.ExecutedQuantity == 0) state.Rates.TakeOff(order.Account);
        fields.ExecutedQuantity += fill.Quantity;
        fields.CumulativeQuote += fill.Quote;
        fields.UpdateTimeUs = state.TimeUs;
        if (order.IsByQuote) fields.Quantity = fields.ExecutedQuantity;
        OrderStore.RemainingChanged(order, -fill.Quantity);
    }

    private void MoveMarket(ref Fill fill)
    {
        Market market = fill.Market;
        fill.TradeId = ++market.LastTradeId;
        if (fill.Taker.Fields.OrderId != _aggregateTakerId || fill.Price != _aggregatePrice)
        {
            _aggregateTakerId = fill.Taker.Fields.OrderId;
            _aggregatePrice = fill.Price;
            market.LastAggregateTradeId++;
        }
        market.LastPrice = fill.Price;
        market.Average.Add(state.TimeUs / 1_000_000, fill.Quantity, fill.Quote);
        market.Take(fill.Maker, fill.Quantity);
    }

    private static void SetStatus(OpenOrder order, bool isFilled) =>
        order.Fields.Status = isFilled ? OrderStatus.Filled : OrderStatus.PartiallyFilled;

    /// <summary>
    /// A taker by quote amount is filled when what is left cannot pay one more step at the best price (rule 20).
    /// </summary>
    private static bool IsFilled(OpenOrder taker, long budget)
    {
        if (!taker.IsByQuote) return taker.Fields.RemainingQuantity == 0;
        if (budget == 0) return true;
        long best = taker.Market.Book.BestPrice(taker.Fields.Side.Opposite());
        return best != 0 && Matcher.AffordableAt(taker.Market, best, budget) == 0;
    }

    private void MakeHolds(OpenOrder taker, OpenOrder maker)
    {
        holds.Make(maker, maker.Fields.IsOpen ? Holds.DueOf(maker) : 0);
        if (!taker.Fields.IsOpen) holds.Make(taker, 0);
        else if (!Holds.IsPaidDown(taker)) holds.Make(taker, Holds.DueOf(taker));
    }

    private void WriteTrade(in Fill fill)
    {
        OpenOrder buyer = fill.Buyer, seller = fill.Seller;
        ref TradeEvent trade = ref state.Events.AddTrade();
        trade.TradeId = fill.TradeId;
        trade.AggregateTradeId = fill.Market.LastAggregateTradeId;
        trade.Price = fill.Price;
        trade.Quantity = fill.Quantity;
        trade.Quote = fill.Quote;
        trade.BuyerOrderId = buyer.Fields.OrderId;
        trade.SellerOrderId = seller.Fields.OrderId;
        trade.BuyerCommission = fill.BuyerCommission;
        trade.SellerCommission = fill.SellerCommission;
        trade.TimeUs = state.TimeUs;
        trade.SymbolId = fill.Market.Id;
        trade.BuyerAccountId = buyer.Account.Id;
        trade.SellerAccountId = seller.Account.Id;
        trade.BuyerIsMaker = buyer == fill.Maker;
    }

    private void WriteReport(in Fill fill, OpenOrder order, OpenOrder counter)
    {
        bool isBuyer = order == fill.Buyer;
        ref ExecutionReport report = ref reports.Write(order, ExecutionType.Trade);
        report.TradeId = fill.TradeId;
        report.CounterOrderId = counter.Fields.OrderId;
        report.CounterAccountId = counter.Account.Id;
        report.LastPrice = fill.Price;
        report.LastQuantity = fill.Quantity;
        report.LastQuote = fill.Quote;
        report.Commission = isBuyer ? fill.BuyerCommission : fill.SellerCommission;
        report.CommissionAssetId =
            report.Commission == 0 ? 0 : isBuyer ? fill.Market.BaseAssetId : fill.Market.QuoteAssetId;
        report.IsMaker = order == fill.Maker;
    }

    /// <summary>
    /// The maker's pair expires, closed orders leave, lists end; then the stops, then the lists that go on.
    /// </summary>
    private void Follow(in Fill fill, OpenOrder? parted)
    {
        OpenList? makerList = LeaveIfFilled(fill.Maker);
        if (parted is not null) closer.Expire(parted, ExpiryReason.OcoTrigger);
        else if (makerList is not null) closer.AfterClose(makerList, fill.Maker.Leg, isFilled: true);
        OpenList? takerList = LeaveIfFilled(fill.Taker);
        if (takerList is not null) closer.AfterClose(takerList, fill.Taker.Leg, isFilled: true);
        LookAtStops(fill.Market, fill.Price);
        if (IsWorkingLeg(makerList, fill.Maker)) queue.Add(makerList!);
        if (IsWorkingLeg(takerList, fill.Taker)) queue.Add(takerList!);
    }

    /// <summary>Returns the list of an order that was filled and belongs to one.</summary>
    private OpenList? LeaveIfFilled(OpenOrder order)
    {
        if (order.Fields.IsOpen) return null;
        OpenList? list = order.List;
        closer.Forget(order);
        return list;
    }

    private void LookAtStops(Market market, long price)
    {
        while (market.Stops.TakeFired(price) is { } fired) queue.Add(fired);
        market.Trailing.OnTrade(price, state.TimeUs, queue);
    }

    private static bool IsWorkingLeg(OpenList? list, OpenOrder order) =>
        list is not null && order.Leg == 0 && list.Fields.Kind != ListKind.Oco;
}
