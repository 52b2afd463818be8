using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>DELETE /api/v3/openOrders: every open order of the account on the symbol, order lists included.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CancelOpenOrders
{
    public CommandContext Context;
    public int SymbolId;
}
