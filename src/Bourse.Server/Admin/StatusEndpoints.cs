using System.Globalization;
using System.Text.Json.Nodes;
using Bourse.Replica;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Accounts;

namespace Bourse.Server.Admin;

/// <summary>How the node and its ledger are.</summary>
internal static class StatusEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.Get("/admin/status", _ => Status(desk.Replica));
        app.Get("/admin/proof", _ => Proof(desk.Replica));
        app.Get("/admin/hash", _ => Hash(desk.Replica));
    }

    /// <summary>A proof of the ledger as JSON.</summary>
    public static JsonObject ToJson(LedgerProof proof, Func<int, string> assetName) => new()
    {
        ["sequence"] = proof.Sequence,
        ["holds"] = proof.Holds,
        ["failures"] = new JsonArray([.. proof.Failures.Select(failure => JsonValue.Create(failure))]),
        ["assets"] = new JsonArray([.. proof.Totals.Select(total => new JsonObject
        {
            ["asset"] = assetName(total.AssetId),
            ["free"] = AmountText.Format(total.Free),
            ["locked"] = AmountText.Format(total.Locked),
            ["netDeposits"] = AmountText.Format(total.NetDeposits),
        })]),
    };

    private static JsonObject Status(VenueReplica replica)
    {
        ReplicaHealth health = replica.Health;
        JsonObject status = replica.Read(0, (view, _) => new JsonObject
        {
            ["status"] = SpecNames.NameOf(SpecNames.Status, view.Status),
            ["protocolVersion"] = view.ProtocolVersion,
            ["assets"] = view.AssetCount,
            ["symbols"] = view.SymbolCount,
            ["accounts"] = view.AccountCount,
            ["keys"] = view.KeyCount,
            ["sequence"] = view.Sequence,
        });
        status["peers"] = new JsonArray([.. replica.Peers.Select(peer => new JsonObject
        {
            ["node"] = NameOf(peer),
            ["sequence"] = peer.Sequence,
            ["agrees"] = peer.Agrees,
            ["protocolVersionMax"] = peer.ProtocolVersionMax,
        })]);
        status["isReady"] = health.IsReady;
        if (!health.IsReady) status["reason"] = health.Reason;
        return status;
    }

    /// <summary>A node's id as people write it.</summary>
    public static string NameOf(Peer peer) => peer.Node.ToString("x16", CultureInfo.InvariantCulture);

    private static JsonObject Hash(VenueReplica replica) => replica.Read(0, (view, _) => new JsonObject
    {
        ["sequence"] = view.Sequence,
        ["stateHash"] = view.StateHash().ToString("x16", CultureInfo.InvariantCulture),
    });

    private static JsonObject Proof(VenueReplica replica) => replica.Read(0, (view, _) =>
        ToJson(view.ProveLedger(), id => view.Asset(id)?.Name ?? $"#{id}"));
}
