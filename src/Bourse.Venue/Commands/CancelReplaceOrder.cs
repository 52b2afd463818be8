using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>POST /api/v3/order/cancelReplace.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CancelReplaceOrder
{
    public CommandContext Context;
    public int SymbolId;
    public OrderReference Target;
    public ClientId CancelNewClientOrderId;
    public CancelRestriction Restriction;
    public CancelReplaceMode Mode;
    public OrderRateLimitExceededMode RateLimitMode;
    public OrderParameters Order;
}
