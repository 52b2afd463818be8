using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>PUT /api/v3/order/amend/keepPriority.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct AmendOrder
{
    public CommandContext Context;
    public int SymbolId;
    public OrderReference Target;

    /// <summary>Always given: the node makes one up where the client sent none.</summary>
    public ClientId NewClientOrderId;

    public long NewQuantity;
}
