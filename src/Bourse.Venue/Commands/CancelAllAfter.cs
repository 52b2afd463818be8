using System.Runtime.InteropServices;

namespace Bourse.Venue.Commands;

/// <summary>
/// Dead man's switch: cancels the account's open orders unless it is sent again in time. An extension of ours; the API
/// has
/// it on its other markets as countdownCancelAll.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct CancelAllAfter
{
    public CommandContext Context;

    /// <summary>0 covers every symbol.</summary>
    public int SymbolId;

    /// <summary>Milliseconds from the entry's time, 1 to 86,400,000; 0 switches it off.</summary>
    public int TimeoutMs;
}
