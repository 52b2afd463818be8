using Bourse.Venue.Ledger;
using Bourse.Venue.Lists;
using Bourse.Venue.Matching;
using Bourse.Venue.Orders;
using Bourse.Venue.Triggers;

namespace Bourse.Venue.Desks;

/// <summary>Puts the parts of the state machine together: who works with whom.</summary>
internal sealed class VenueDesks
{
    public VenueDesks(VenueState state)
    {
        var balances = new Balances(state);
        var holds = new Holds(balances);
        var reports = new ReportWriter(state);
        var closer = new OrderCloser(state, holds, reports);
        var queue = new TriggerQueue();
        var walk = new MarketWalk(state);
        var filler = new Filler(state, new Settlement(state, balances), holds, reports, closer, queue);
        var preventer = new SelfTradePreventer(state, holds, reports, closer);
        var starter = new OrderStarter(state, reports, new Matcher(state, walk, filler, preventer, closer));
        var listStarter = new ListStarter(state, holds, reports, starter);
        var gate = new CommandGate(state);
        var finder = new OrderFinder(state);
        var conditions = new MarketConditions(walk);
        var checks = new OrderChecks(state, conditions);
        var pending = new PendingPlacer(gate, conditions, holds, starter, listStarter, closer);

        Places = new PlaceDesk(state, gate, checks, holds, starter);
        Cancels = new CancelDesk(state, gate, finder, closer);
        Replaces = new ReplaceDesk(state, gate, checks, Cancels, Places);
        Amends = new AmendDesk(state, gate, finder, holds, reports);
        Lists = new ListDesk(state, gate, checks, conditions, listStarter);
        Timers = new TimerDesk(state, gate, Cancels);
        Reference = new ReferenceDesk(state);
        Accounts = new AccountDesk(state, balances, Cancels);
        Triggers = new TriggerWorker(queue, pending, starter, closer, holds, walk);
    }

    public PlaceDesk Places { get; }

    public CancelDesk Cancels { get; }

    public ReplaceDesk Replaces { get; }

    public AmendDesk Amends { get; }

    public ListDesk Lists { get; }

    public TimerDesk Timers { get; }

    public ReferenceDesk Reference { get; }

    public AccountDesk Accounts { get; }

    /// <summary>Runs after every command.</summary>
    public TriggerWorker Triggers { get; }
}
