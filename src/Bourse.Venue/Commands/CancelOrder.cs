using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>DELETE /api/v3/order.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CancelOrder
{
    public CommandContext Context;
    public int SymbolId;
    public OrderReference Target;

    /// <summary>The id of this cancel itself, reported as clientOrderId.</summary>
    public ClientId NewClientOrderId;

    public CancelRestriction Restriction;
}
