using Bourse.History.Records;
using Bourse.History.Storage;
using Bourse.Venue.Events;

namespace Bourse.History.Queries;

/// <summary>Puts aggregate trades together from a symbol's trades, which come in their order.</summary>
internal static class AggregateFold
{
    /// <summary>Takes the next trade; false when it is beyond the range, and so are all after it.</summary>
    public static bool Take(List<AggregateTrade> answer, in TradeEvent trade, RowRange ids)
    {
        AggregateTrade last = answer.Count == 0 ? default : answer[^1];
        if (answer.Count > 0 && last.AggregateTradeId == trade.AggregateTradeId)
        {
            last.Quantity += trade.Quantity;
            last.LastTradeId = trade.TradeId;
            answer[^1] = last;
            return true;
        }
        if (answer.Count == ids.Limit || trade.AggregateTradeId > ids.Last) return false;
        answer.Add(new AggregateTrade
        {
            AggregateTradeId = trade.AggregateTradeId,
            Price = trade.Price,
            Quantity = trade.Quantity,
            FirstTradeId = trade.TradeId,
            LastTradeId = trade.TradeId,
            TimeUs = trade.TimeUs,
            BuyerIsMaker = trade.BuyerIsMaker,
        });
        return true;
    }
}
