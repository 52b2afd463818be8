using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>DELETE /api/v3/orderList.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CancelOrderList
{
    public CommandContext Context;
    public int SymbolId;

    /// <summary>-1 when not given.</summary>
    public long OrderListId;

    /// <summary>Empty when not given.</summary>
    public ClientId ListClientOrderId;

    public ClientId NewClientOrderId;
}
