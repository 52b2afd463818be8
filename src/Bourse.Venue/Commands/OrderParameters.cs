using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>What a client says of one order: the same for a single order and for each leg of a list.</summary>
/// <remarks>Amounts are units of 1e-8; 0 is "not given", except where a flag says otherwise. Stored in the log as it
/// is.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct OrderParameters
{
    public Side Side;
    public OrderType Type;
    public TimeInForce TimeInForce;
    public SelfTradePreventionMode SelfTradePrevention;
    public GivenParameters Given;
    public int TrailingDelta;
    public int StrategyType;
    public long StrategyId;
    public long Price;
    public long Quantity;
    public long QuoteOrderQuantity;
    public long StopPrice;
    public long IcebergQuantity;

    /// <summary>Always given: the node makes one up where the client sent none.</summary>
    public ClientId ClientOrderId;
}
