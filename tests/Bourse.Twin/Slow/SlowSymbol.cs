using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>A symbol: its configuration, its book as one list in the order of arrival, and what it traded.</summary>
public sealed class SlowSymbol(SymbolSpec spec)
{
    public SymbolSpec Spec { get; set; } = spec;

    public int Id => Spec.Id;
    public SymbolFilters Filters => Spec.Filters;
    public long LastPrice { get; set; }
    public long TradeId { get; set; }
    public long AggregateTradeId { get; set; }
    public long PreventedMatchId { get; set; }
    public long BookUpdateId { get; set; }

    /// <summary>Taker and price of the latest trade: the next one of both belongs to the same aggregate trade.</summary>
    public (long TakerOrderId, long Price) LatestTrade { get; set; }

    /// <summary>Quote and base traded by second.</summary>
    public SortedDictionary<long, (UInt128 Quote, UInt128 Base)> Seconds { get; } = [];

    /// <summary>Resting orders; those of one price stand in the order of their queue.</summary>
    public List<SlowOrder> Resting { get; } = [];

    /// <summary>Orders of a side, best price first, the front of the queue first.</summary>
    public IEnumerable<SlowOrder> Ranked(Side side)
    {
        IEnumerable<SlowOrder> orders = Resting.Where(order => order.Fields.Side == side);
        return side == Side.Buy
            ? orders.OrderByDescending(order => order.Fields.Price)
            : orders.OrderBy(order => order.Fields.Price);
    }

    /// <summary>Shown quantity of a level, as depth tells it.</summary>
    public long ShownAt(Side side, long price)
    {
        Int128 sum = 0;
        foreach (SlowOrder order in Resting)
            if (order.Fields.Side == side && order.Fields.Price == price) sum += order.Shown;
        return sum > long.MaxValue ? long.MaxValue : (long)sum;
    }

    /// <summary>The step of quantities that an order by budget takes (rule 18).</summary>
    public long MarketStep => Filters.MarketStepSize > 0 ? Filters.MarketStepSize
        : Filters.StepSize > 0 ? Filters.StepSize : 1;
}
