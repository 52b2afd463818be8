using System.Runtime.InteropServices;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Commands;

/// <summary>
/// Names an open order. With both ids given the order id is looked up first, and its client order id must match
/// (rest-api.md, "Cancel order").
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct OrderReference
{
    /// <summary>-1 when not given.</summary>
    public long OrderId;

    /// <summary>Empty when not given.</summary>
    public ClientId ClientOrderId;
}
