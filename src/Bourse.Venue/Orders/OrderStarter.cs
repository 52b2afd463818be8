using Bourse.Venue.Matching;

namespace Bourse.Venue.Orders;

/// <summary>Turns a checked draft into an order, tells its owner, and lets it work or wait.</summary>
internal sealed class OrderStarter(VenueState state, ReportWriter reports, Matcher matcher)
{
    /// <summary>An order with the next id, not yet told of, held for or registered.</summary>
    public OpenOrder Open(in OrderDraft draft)
    {
        OpenOrder order = state.Orders.Take();
        order.Account = draft.Account;
        order.Market = draft.Market;
        order.ReferencePrice = draft.ReferencePrice;
        order.Leg = 0;
        Write(ref order.Fields, in draft, ++state.LastOrderId, state.TimeUs);
        return order;
    }

    /// <summary>Reports NEW: the order works from now on, or waits for its stop.</summary>
    public void Announce(OpenOrder order)
    {
        ref OrderFields fields = ref order.Fields;
        fields.Status = OrderStatus.New;
        fields.UpdateTimeUs = state.TimeUs;
        if (!fields.Type.IsStop()) MakeWorking(order);
        else if (fields.TrailingDelta != 0 && fields.StopPrice == 0)
        {
            fields.TrailingTimeUs = state.TimeUs;
            order.Extreme = order.Market.LastPrice;
        }
        reports.Write(order, ExecutionType.New);
    }

    /// <summary>Reports a list's pending order.</summary>
    public void AnnouncePending(OpenOrder order)
    {
        order.Fields.Status = OrderStatus.PendingNew;
        reports.Write(order, ExecutionType.New);
    }

    /// <summary>Lets an announced order take from the book, rest, or wait for its stop.</summary>
    public void Go(OpenOrder order)
    {
        if (!order.Fields.Type.IsStop())
        {
            matcher.Work(order, order.IsByQuote ? order.Fields.QuoteOrderQuantity : Matcher.NoBudget);
            return;
        }
        if (!order.IsRegistered) state.Orders.Register(order);
        if (order.Fields.TrailingDelta != 0) order.Market.Trailing.Add(order);
        else order.Market.Stops.Add(order);
    }

    /// <summary>A stop fired: reports that it works, and lets it take within what it may pay.</summary>
    public void GoFired(OpenOrder order, long budget)
    {
        MakeWorking(order);
        order.Fields.UpdateTimeUs = state.TimeUs;
        reports.Write(order, ExecutionType.New);
        matcher.Work(order, budget);
    }

    private void MakeWorking(OpenOrder order)
    {
        order.Fields.IsWorking = true;
        order.Fields.WorkingTimeUs = state.TimeUs;
    }

    private static void Write(ref OrderFields fields, in OrderDraft draft, long orderId, long timeUs)
    {
        ref readonly Commands.OrderParameters order = ref draft.Order;
        fields = default;
        fields.OrderId = orderId;
        fields.OrderListId = -1;
        fields.Price = order.Price;
        fields.Quantity = order.Quantity;
        fields.QuoteOrderQuantity = order.QuoteOrderQuantity;
        fields.StopPrice = order.StopPrice;
        fields.IcebergQuantity = order.IcebergQuantity;
        fields.PreventedMatchId = -1;
        fields.HasStrategyId = (order.Given & Commands.GivenParameters.HasStrategyId) != 0;
        fields.StrategyId = fields.HasStrategyId ? order.StrategyId : 0;
        fields.TimeUs = timeUs;
        fields.UpdateTimeUs = timeUs;
        fields.WorkingTimeUs = -1;
        fields.TrailingTimeUs = -1;
        fields.ClientOrderId = order.ClientOrderId;
        fields.SymbolId = draft.Market.Id;
        fields.AccountId = draft.Account.Id;
        fields.KeyId = draft.KeyId;
        fields.TrailingDelta = order.TrailingDelta;
        fields.StrategyType = order.StrategyType;
        fields.Side = order.Side;
        fields.Type = order.Type;
        fields.TimeInForce = order.TimeInForce;
        fields.SelfTradePrevention = order.SelfTradePrevention;
    }
}
