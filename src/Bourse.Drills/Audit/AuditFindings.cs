namespace Bourse.Drills.Audit;

/// <summary>What an audit found wrong; all empty when nothing is.</summary>
internal sealed record AuditFindings
{
    /// <summary>Orders that were acked, and that a node does not know as they were acked.</summary>
    public List<string> Lost { get; } = [];

    /// <summary>Client order ids of an account that belong to two orders.</summary>
    public List<string> Duplicates { get; } = [];

    /// <summary>
    /// Answers that the venue must not give, orders nobody sent, trades told that are not in the books.
    /// </summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Orders whose clients never learned how they ended.</summary>
    public List<string> Unresolved { get; } = [];

    /// <summary>Balances that do not follow from deposits, trades and open orders.</summary>
    public List<string> Money { get; } = [];
}
