using Bourse.Drills.Faults;

namespace Bourse.Drills;

/// <summary>Every drill there is.</summary>
public static class DrillCatalogue
{
    /// <summary>New ones of all, in the order in which they are best run.</summary>
    public static IReadOnlyList<Drill> All() =>
    [
        new NodeKill(), new NodePause(), new NodeCut(), new UnknownOutcomes(), new DatabaseKill(), new DatabaseZone(),
        new StandbyLoss(), new TwoPrimaries(), new RedisLoss(), new BalancerReload(), new BalancerKill(),
        new RollingRestart(), new Scale(), new WholeZone(), new ClockJump(), new DuplicateIds(), new ClientGone(),
        new Overload(),
    ];
}
