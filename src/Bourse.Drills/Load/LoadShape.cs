namespace Bourse.Drills.Load;

/// <summary>What the clients of a drill do.</summary>
/// <param name="RatePerSecond">Orders that fall due in a second, whatever became of those before.</param>
/// <param name="CrossingPart">The part of them that trades, from 0 to 1; the others rest in the book.</param>
/// <param name="DirectPart">The part of the clients that goes to nodes, not through load balancers.</param>
public sealed record LoadShape(double RatePerSecond = 300, double CrossingPart = 0.1, double DirectPart = 0)
{
    /// <summary>Whether a client that is told that its order was not taken leaves it at that.</summary>
    public bool GivesUpWhenShed { get; init; }

    /// <summary>Accounts whose orders rest.</summary>
    public int RestingAccounts { get; init; } = 40;

    /// <summary>Accounts that trade with each other.</summary>
    public int CrossingAccounts { get; init; } = 8;
}
