using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.History.Tests.Support;

/// <summary>A trade with its two reports, written by hand.</summary>
internal static class SampleTrades
{
    /// <summary>Adds a trade of symbol 1 between open orders of accounts 1 and 2.</summary>
    public static void Add(EventBuffer events, long tradeId, long quantity, long timeUs)
    {
        events.AddTrade() = new TradeEvent
        {
            TradeId = tradeId,
            AggregateTradeId = tradeId,
            Price = 100_000_000,
            Quantity = quantity,
            Quote = quantity,
            BuyerOrderId = 1,
            SellerOrderId = 2,
            BuyerAccountId = 1,
            SellerAccountId = 2,
            TimeUs = timeUs,
            SymbolId = 1,
        };
        foreach (Side side in (Side[])[Side.Sell, Side.Buy])
            events.AddReport() = new ExecutionReport
            {
                ExecutionType = ExecutionType.Trade,
                TradeId = tradeId,
                Order = new OrderFields { Side = side, OrderListId = -1, SymbolId = 1 },
            };
    }
}
