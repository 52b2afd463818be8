using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>Quantity that self-trade prevention takes from both sides (rule 22).</summary>
public static class Prevention
{
    public static (long Taker, long Maker) Of(SelfTradePreventionMode mode, long taker, long maker) => mode switch
    {
        SelfTradePreventionMode.ExpireTaker => (taker, 0),
        SelfTradePreventionMode.ExpireMaker => (0, maker),
        SelfTradePreventionMode.ExpireBoth => (taker, maker),
        _ => (long.Min(taker, maker), long.Min(taker, maker)),
    };
}
