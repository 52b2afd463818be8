using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Desks;

/// <summary>The dead man's switch (docs/venue-rules.md, rule 32).</summary>
internal sealed class TimerDesk(VenueState state, CommandGate gate, CancelDesk cancels)
{
    public DeskResult Do(in CancelAllAfter command)
    {
        if (!WellFormed.Check(in command)) return DeskResult.Refused(RejectReason.Malformed);
        RejectReason reason = gate.Timer(in command.Context, command.SymbolId, out Account account);
        if (reason != RejectReason.None) return DeskResult.Refused(reason);
        if (command.TimeoutMs == 0) state.Timers.Clear(account.Id, command.SymbolId);
        else state.Timers.Set(account.Id, command.SymbolId, AtUs(command.TimeoutMs));
        return DeskResult.Done(command.SymbolId);
    }

    /// <summary>Cancels what the switches whose time has come are for, as the venue itself.</summary>
    public void FireDue()
    {
        if (!state.Timers.IsAnyDue(state.TimeUs)) return;
        foreach ((int accountId, int symbolId) in state.Timers.TakeDue(state.TimeUs))
            cancels.CancelAll(state.Accounts.Find(accountId)!, symbolId, keyId: 0);
        state.EmitLevels();
    }

    private long AtUs(int timeoutMs)
    {
        long timeoutUs = timeoutMs * 1000L;
        return state.TimeUs > long.MaxValue - timeoutUs ? long.MaxValue : state.TimeUs + timeoutUs;
    }
}
