using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>POST /api/v3/orderList/oco, /oto and /otoco, and the deprecated /order/oco.</summary>
/// <remarks>
/// OCO: <see cref="First"/> is the above order, <see cref="Second"/> the below order, <see cref="Third"/> unused.
/// OTO: working, pending. OTOCO: working, pending above, pending below.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct PlaceOrderList
{
    public CommandContext Context;
    public int SymbolId;
    public ListKind Kind;
    public ClientId ListClientOrderId;
    public OrderParameters First;
    public OrderParameters Second;
    public OrderParameters Third;
}
