using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>POST /api/v3/order.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct PlaceOrder
{
    public CommandContext Context;
    public int SymbolId;
    public OrderParameters Order;
}
