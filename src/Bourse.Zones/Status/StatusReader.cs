using System.Net.Sockets;
using System.Text.Json;

namespace Bourse.Zones.Status;

/// <summary>Asks every part of a fleet at once what it is and how far it is.</summary>
internal sealed class StatusReader(Fleet fleet)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = AnswerWithin,
    };

    public async Task<FleetStatus> ReadAsync(CancellationToken cancellation)
    {
        PartStatus[] parts = await Task.WhenAll(fleet.Parts.Select(part => AskAsync(part, cancellation)))
            .ConfigureAwait(false);
        return new FleetStatus(fleet.Definition.Name, fleet.Definition.Folder, [.. WithLag(parts)]);
    }

    private static async Task<PartStatus> AskAsync(Part part, CancellationToken cancellation)
    {
        var status = new PartStatus
        {
            Name = part.Name,
            Zone = part.Definition.Zone,
            Kind = part.Kind,
            State = part.State,
            ProcessId = part.State == PartState.Gone ? null : part.Process?.Id,
            Address = part.Definition.Address,
        };
        if (status.State != PartState.Running) return status;
        try
        {
            return await AskAsync(part, status, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or JsonException)
        {
            return status with { Detail = e.Message };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return status with { Detail = "no answer in time" };
        }
    }

    private static Task<PartStatus> AskAsync(Part part, PartStatus status, CancellationToken cancellation) =>
        part.Kind switch
        {
            PartKind.Etcd => EtcdAsync(part, status, cancellation),
            PartKind.Patroni => PatroniAsync(part, status, cancellation),
            PartKind.Postgres => PostgresAsync(part, status, cancellation),
            PartKind.Redis => RedisAsync(part, status, cancellation),
            PartKind.Sentinel => SentinelAsync(part, status, cancellation),
            PartKind.LoadBalancer => LoadBalancerAsync(part, status, cancellation),
            _ => NodeAsync(part, status, cancellation),
        };

    private static async Task<PartStatus> EtcdAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        using var nothing = new StringContent("{}");
        using HttpResponseMessage response = await Http
            .PostAsync(new Uri(part.Definition.Probe, "/v3/maintenance/status"), nothing, cancellation)
            .ConfigureAwait(false);
        JsonElement answer = await JsonAsync(response, cancellation).ConfigureAwait(false);
        bool leads = answer.TryGetProperty("leader", out JsonElement leader)
            && leader.GetString() == answer.GetProperty("header").GetProperty("member_id").GetString();
        return status with { Role = leads ? Roles.Leader : Roles.Follower };
    }

    private static async Task<PartStatus> PatroniAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await Http
            .GetAsync(new Uri(part.Definition.Probe, "/liveness"), cancellation).ConfigureAwait(false);
        return status with { Detail = answer.IsSuccessStatusCode ? "" : "its loop is late" };
    }

    private static async Task<PartStatus> PostgresAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await Http
            .GetAsync(new Uri(part.Definition.Probe, "/patroni"), cancellation).ConfigureAwait(false);
        JsonElement answer = await JsonAsync(response, cancellation).ConfigureAwait(false);
        string state = answer.GetProperty("state").GetString() ?? "";
        if (state != "running" || !answer.TryGetProperty("xlog", out JsonElement xlog))
            return status with { Detail = state };
        bool leads = answer.GetProperty("role").GetString() is "master" or "primary";
        bool confirms = answer.TryGetProperty("sync_standby", out JsonElement sync) && sync.GetBoolean()
            && await IsSyncStandbyAsync(part, cancellation).ConfigureAwait(false);
        return status with
        {
            Role = leads ? Roles.Leader : confirms ? Roles.SyncStandby : Roles.Replica,
            Position = xlog.GetProperty(leads ? "location" : "replayed_location").GetInt64(),
            Detail = $"timeline {answer.GetProperty("timeline")}",
        };
    }

    // What a Patroni says of itself may be a loop old; only whom etcd names now would be promoted.
    private static async Task<bool> IsSyncStandbyAsync(Part part, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await Http
            .GetAsync(new Uri(part.Definition.Probe, "/cluster"), cancellation).ConfigureAwait(false);
        JsonElement cluster = await JsonAsync(response, cancellation).ConfigureAwait(false);
        return cluster.GetProperty("members").EnumerateArray().Any(member =>
            member.GetProperty("name").GetString() == part.Definition.Zone
            && member.GetProperty("role").GetString() == "sync_standby");
    }

    private static async Task<PartStatus> RedisAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        string info = await RedisClient
            .AskAsync(part.Definition.Probe, "INFO replication", AnswerWithin, cancellation).ConfigureAwait(false);
        Dictionary<string, string> values = info.Split("\r\n").Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        bool leads = values["role"] == "master";
        return status with
        {
            Role = leads ? Roles.Master : values["master_link_status"] == "up" ? Roles.Replica : null,
            Position = long.Parse(values[leads ? "master_repl_offset" : "slave_repl_offset"], null),
            Detail = leads ? $"{values["connected_slaves"]} replicas" : $"follows {values["master_host"]}",
        };
    }

    private static async Task<PartStatus> SentinelAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        string address = await RedisClient.AskAsync(part.Definition.Probe,
            $"SENTINEL GET-MASTER-ADDR-BY-NAME {Parts.SentinelPart.Master}", AnswerWithin, cancellation)
            .ConfigureAwait(false);
        return status with { Detail = $"master is {address.Split('\n')[0]}" };
    }

    // The columns of HAProxy's table: name of the proxy, name of the server, …, its state as the eighteenth.
    private static async Task<PartStatus> LoadBalancerAsync(
        Part part, PartStatus status, CancellationToken cancellation)
    {
        const int StateColumn = 17;
        string table = await Http.GetStringAsync(new Uri(part.Definition.Probe, "/stats;csv"), cancellation)
            .ConfigureAwait(false);
        string[][] servers =
        [
            .. table.Split('\n').Select(line => line.Split(','))
                .Where(row => row[0] == Parts.LoadBalancerPart.Backend && row[1] != "BACKEND"),
        ];
        int up = servers.Count(row => row[StateColumn].StartsWith("UP", StringComparison.Ordinal));
        return status with { Detail = $"{up} of {servers.Length} nodes up" };
    }

    // What it says after its being ready is what a worker does, or why it is not ready.
    private static async Task<PartStatus> NodeAsync(Part part, PartStatus status, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await Http.GetAsync(part.Definition.Probe, cancellation).ConfigureAwait(false);
        string text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return status with
        {
            Role = answer.IsSuccessStatusCode ? Roles.Ready : Roles.NotReady,
            Position = answer.Headers.TryGetValues("X-Bourse-Seq", out IEnumerable<string>? values)
                ? long.Parse(values.First(), null)
                : null,
            Detail = text.Trim().Split([": ", "; "], 2, StringSplitOptions.None) is [_, var detail] ? detail : "",
        };
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using JsonDocument document = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false));
        return document.RootElement.Clone();
    }

    // Nodes and workers follow one log.
    private static IEnumerable<PartStatus> WithLag(PartStatus[] parts)
    {
        Dictionary<PartKind, long?> furthest = parts.GroupBy(part => Stream(part.Kind))
            .ToDictionary(stream => stream.Key, stream => stream.Max(part => part.Position));
        return parts.Select(part => part with { Lag = furthest[Stream(part.Kind)] - part.Position });
    }

    private static PartKind Stream(PartKind kind) => kind == PartKind.Worker ? PartKind.Node : kind;
}
