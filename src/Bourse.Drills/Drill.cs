using Bourse.Drills.Load;

namespace Bourse.Drills;

/// <summary>
/// One fault that a fleet must survive. A drill says what it does and what must hold; load, healing, audit and report
/// are the same for all.
/// </summary>
public abstract class Drill
{
    /// <summary>As it is typed: small letters and dashes.</summary>
    public abstract string Name { get; }

    /// <summary>What is done to the fleet, in a sentence.</summary>
    public abstract string What { get; }

    /// <summary>The figure of the design, in words.</summary>
    public abstract string Limit { get; }

    /// <summary>What the clients do meanwhile.</summary>
    public virtual LoadShape Load => new();

    /// <summary>What this machine lacks for it, and how to get it; null when nothing.</summary>
    public virtual string? Missing => null;

    /// <summary>Whether not one request may fail.</summary>
    public virtual bool AllowsNoFailure => false;

    /// <summary>The longest gap allowed behind the load balancers; null when it is not this drill's matter.</summary>
    public virtual TimeSpan? GapMax => null;

    /// <summary>Does it, and returns when its effect has been seen.</summary>
    internal abstract Task RunAsync(DrillStage stage, CancellationToken cancellation);

    /// <summary>
    /// Takes back what the general healing does not know of: cuts, pauses and dead parts are healed without it. Also
    /// after a failure or an interruption.
    /// </summary>
    internal virtual Task HealAsync(DrillStage stage) => Task.CompletedTask;

    /// <summary>Adds what must hold besides what must always hold, once the load is over.</summary>
    internal virtual void Judge(DrillStage stage, LoadFigures figures)
    {
    }
}
