using Bourse.Venue.Books;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Triggers;

namespace Bourse.Venue.Matching;

/// <summary>A symbol at work: its book, its waiting stops, its counters. The only one who changes the book.</summary>
internal sealed class Market
{
    private readonly List<Market> _touches;
    private int _touchCount;

    /// <param name="spec">The symbol, registered.</param>
    /// <param name="touches">Takes the market once for every level of its book that the running command
    /// touches.</param>
    public Market(SymbolSpec spec, List<Market> touches, long timeUs)
    {
        _touches = touches;
        Spec = spec;
        Id = spec.Id;
        BaseAssetId = spec.BaseAssetId;
        QuoteAssetId = spec.QuoteAssetId;
        Book = new OrderBook(spec.Filters.TickSize);
        Filters = spec.Filters;
        ConfigureAverage(timeUs);
    }

    public long LastPrice { get; set; }

    /// <summary>The ids given last.</summary>
    public long LastTradeId { get; set; }
    public long LastAggregateTradeId { get; set; }
    public long LastPreventedMatchId { get; set; }
    public long BookUpdateId { get; set; }

    public int Id { get; }

    public int BaseAssetId { get; }

    public int QuoteAssetId { get; }

    public SymbolSpec Spec { get; private set; }

    public SymbolFilters Filters { get; private set; }

    public OrderBook Book { get; }

    public StopBook Stops { get; } = new();

    public TrailingStops Trailing { get; } = new();

    public AveragePrice Average { get; } = new();

    /// <summary>The step of quantities that a budget buys: MARKET_LOT_SIZE's, else LOT_SIZE's (rule 18).</summary>
    public long BudgetStep => Filters.MarketStepSize != 0 ? Filters.MarketStepSize : Filters.StepSize;

    /// <summary>Takes over what an operator configured anew; open orders stay as they are.</summary>
    public void Update(SymbolSpec spec, long timeUs)
    {
        if (spec.Filters.TickSize != Filters.TickSize) Book.SetTick(spec.Filters.TickSize);
        Spec = spec;
        Filters = spec.Filters;
        ConfigureAverage(timeUs);
    }

    /// <summary>Puts an order at the end of its level's queue.</summary>
    public void Rest(OpenOrder order)
    {
        long remaining = order.Fields.RemainingQuantity;
        long iceberg = order.Fields.IcebergQuantity;
        Restore(order, iceberg != 0 && iceberg < remaining ? iceberg : remaining);
    }

    /// <summary>Puts an order of a snapshot back: at the end of its level's queue, showing what it showed.</summary>
    public void Restore(OpenOrder order, long shown)
    {
        long hidden = order.Fields.RemainingQuantity - shown;
        order.BookSlot = Book.Add(order.Fields.Side, order.Fields.Price, shown, hidden, order.Slot);
        RecordTouch();
    }

    /// <summary>Takes an order off the book, or out of the waiting stops, wherever it is.</summary>
    public void Remove(OpenOrder order)
    {
        if (order.BookSlot != 0)
        {
            Book.Remove(order.BookSlot);
            order.BookSlot = 0;
            RecordTouch();
        }
        else if (order.HeapIndex >= 0) Stops.Remove(order);
        else if (order.IsTrailing) Trailing.Remove(order);
    }

    /// <summary>A fill took a quantity from a resting order: it leaves, shows its next part, or shows less.</summary>
    public void Take(OpenOrder maker, long quantity)
    {
        if (maker.Fields.RemainingQuantity == 0)
        {
            Remove(maker);
            return;
        }
        Book.Reduce(maker.BookSlot, quantity);
        RecordTouch();
        if (Book.ShownOf(maker.BookSlot) == 0)
            Book.Refill(maker.BookSlot, long.Min(maker.Fields.IcebergQuantity, Book.HiddenOf(maker.BookSlot)));
    }

    /// <summary>
    /// The remaining quantity of a resting order became less without a fill. It keeps its place; what it shows shrinks
    /// only when
    /// less than that remains.
    /// </summary>
    public void Shrink(OpenOrder order)
    {
        long remaining = order.Fields.RemainingQuantity;
        long shown = long.Min(Book.ShownOf(order.BookSlot), remaining);
        Book.SetQuantities(order.BookSlot, shown, remaining - shown);
        RecordTouch();
    }

    /// <summary>The average price of rule 31; 0 when the symbol never traded.</summary>
    public long AveragePriceOf(int minutes, long timeUs) =>
        minutes > 0 && Average.TryGet(minutes, timeUs / 1_000_000, out long price) ? price : LastPrice;

    /// <summary>Whether a limit order would take at once.</summary>
    public bool Crosses(Side side, long price)
    {
        int best = Book.BestLevel(side.Opposite());
        return best != 0 && (side == Side.Buy ? Book.LevelPrice(best) <= price : Book.LevelPrice(best) >= price);
    }

    /// <summary>
    /// The next level that the command touched, when its shown quantity differs from before. Asked once for each touch.
    /// </summary>
    public bool TryTakeChange(out LevelChange change)
    {
        bool isChanged = Book.TryChange(Book.TouchedCount - _touchCount, out change);
        if (--_touchCount == 0) Book.ClearTouched();
        return isChanged;
    }

    private void RecordTouch()
    {
        if (Book.TouchedCount == _touchCount) return;
        _touchCount++;
        _touches.Add(this);
    }

    private void ConfigureAverage(long timeUs)
    {
        int notional = Filters.NotionalAveragePriceMinutes;
        int percent = Filters.PercentAveragePriceMinutes;
        ReadOnlySpan<int> minutes = (notional, percent) switch
        {
            (0, 0) => [],
            (0, _) => [percent],
            (_, 0) => [notional],
            _ when notional == percent => [notional],
            _ => [notional, percent],
        };
        Average.Configure(minutes, timeUs / 1_000_000);
    }
}
