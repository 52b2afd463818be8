using Bourse.Drills.Http;
using Bourse.Drills.Load;
using Bourse.Drills.Venue;
using Bourse.Zones;

namespace Bourse.Drills.Audit;

/// <summary>Asks every node for everything, and holds it against what the clients were told.</summary>
internal sealed class FleetAudit(Fleet fleet, StageEndpoints endpoints)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    public async Task<AuditFindings> CheckAsync(
        IReadOnlyList<DrillOrder> orders, DrillAccounts accounts, CancellationToken cancellation)
    {
        Endpoint[] nodes = [.. fleet.Parts.Where(part => part.Kind == PartKind.Node).Select(endpoints.Of)];
        long sequence = await HeadAsync(nodes, accounts.Own).ConfigureAwait(false);
        IReadOnlyList<ToldAccount>[] told = await Task.WhenAll(nodes.Select(node =>
            new AccountReader(node, sequence).ReadAsync(accounts.All, cancellation))).ConfigureAwait(false);
        ToldAccount[] all = [.. told.SelectMany(accounts => accounts)];
        var findings = new AuditFindings();
        OrderAudit.Check(orders, all, findings);
        MoneyAudit.Check(accounts.Own.Market, all, findings);
        return findings;
    }

    // The last entry that any node has: all are asked as of that one at least.
    private static async Task<long> HeadAsync(Endpoint[] nodes, DrillAccount account)
    {
        HttpReply[] replies = await Task.WhenAll(nodes.Select(node =>
            node.SendAsync(account.Sign("GET", "/api/v3/account", ""), AnswerWithin))).ConfigureAwait(false);
        return replies.Max(reply => reply.Sequence);
    }
}
