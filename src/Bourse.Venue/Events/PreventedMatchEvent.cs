using Bourse.Venue.Orders;

namespace Bourse.Venue.Events;

/// <summary>A self-trade that did not happen (GET /api/v3/myPreventedMatches).</summary>
public struct PreventedMatchEvent
{
    /// <summary>1, 2, 3… over the symbol.</summary>
    public long PreventedMatchId;

    public long TakerOrderId;
    public long MakerOrderId;
    public long Price;

    /// <summary>Quantity that the mode took from the taker order; 0 when none.</summary>
    public long TakerPreventedQuantity;

    /// <summary>Quantity that the mode took from the maker order; 0 when none.</summary>
    public long MakerPreventedQuantity;

    public long TimeUs;
    public int SymbolId;
    public int TakerAccountId;
    public int MakerAccountId;
    public int TradeGroupId;
    public Side TakerSide;
    public SelfTradePreventionMode Mode;
}
