using Bourse.Replica;
using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Server.Admin;

/// <summary>Halt, resume, cancel only; the kill switches; the protocol version.</summary>
internal static class SwitchEndpoints
{
    public static void Map(WebApplication app, OperatorDesk desk)
    {
        app.Do(HttpMethod.Put, "/admin/status", (_, body) => desk.SubmitAsync(new SetVenueStatus(Status(body))));
        app.Do(HttpMethod.Put, "/admin/symbols/{name}/status", (http, body) => desk.SubmitAsync(
            new SetSymbolStatus(Names.Symbol(desk.Replica, http.Part("name")).Id, Status(body))));
        app.Do(HttpMethod.Post, "/admin/accounts/{name}/kill", http => desk.SubmitAsync(
            new KillAccount(Names.Account(desk.Replica, http.Part("name")).Id)));
        app.Do(HttpMethod.Post, "/admin/keys/{apiKey}/kill", http => desk.SubmitAsync(
            new KillKey(Names.Key(desk.Replica, http.Part("apiKey")).Id)));
        app.Do(HttpMethod.Put, "/admin/protocol-version", (_, body) => desk.SubmitAsync(
            new Upgrade(Version(desk.Replica, body))));
    }

    private static TradingStatus Status(JsonCursor body)
    {
        body.AllowOnly("status");
        return body.Member("status").Choice(SpecNames.Status);
    }

    // A node that meets an upgrade it does not know stops for good, so such a command must never reach the log.
    private static int Version(VenueReplica replica, JsonCursor body)
    {
        body.AllowOnly("version");
        int version = body.Member("version").Int(1, int.MaxValue);
        if (version > replica.ProtocolVersionMax)
            throw Unknown($"This node knows protocol versions up to {replica.ProtocolVersionMax}");
        if (replica.Peers.FirstOrDefault(peer => peer.ProtocolVersionMax < version) is { } old)
            throw Unknown($"Node {StatusEndpoints.NameOf(old)} knows protocol versions up to {old.ProtocolVersionMax}");
        return version;
    }

    private static AdminRefusalException Unknown(string who) => new(
        StatusCodes.Status409Conflict, "VersionUnknown",
        $"{who}: run the new program on every node and worker first ('bourse status' lists them).");
}
