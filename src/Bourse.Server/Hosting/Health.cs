using System.Globalization;
using Bourse.History;
using Bourse.Replica;

namespace Bourse.Server.Hosting;

/// <summary>
/// /health/live (the process) and /health/ready (caught up, able to append, not draining). Each says how far the
/// process has applied the log, as the API does; a worker also says whether it is the one that writes history, and how
/// far.
/// </summary>
internal sealed class Health(VenueReplica replica, HistoryProjection? history)
{
    private const string SequenceHeader = "X-Bourse-Seq";

    private volatile bool _isDraining;

    /// <summary>From now on the node says that it is not ready, so that load balancers turn away.</summary>
    public void Drain() => _isDraining = true;

    /// <summary>Answers the two paths and leaves others to what follows.</summary>
    public void Use(WebApplication app) => app.Use((http, next) => http.Request.Path.Value switch
    {
        "/health/live" => AnswerAsync(http, "live"),
        "/health/ready" => ReadyAsync(http),
        _ => next(http),
    });

    private Task ReadyAsync(HttpContext http)
    {
        ReplicaHealth health = _isDraining ? new ReplicaHealth(false, "draining") : replica.Health;
        if (!health.IsReady) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return AnswerAsync(http, health.IsReady ? $"ready{HistoryText()}" : $"not ready: {health.Reason}");
    }

    private Task AnswerAsync(HttpContext http, string text)
    {
        http.Response.Headers[SequenceHeader] = replica.AppliedSequence.ToString(CultureInfo.InvariantCulture);
        return http.Response.WriteAsync($"{text}\n");
    }

    private string HistoryText() => history is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; {(history.IsWriting ? "writes" : "follows")} history, at entry {history.ProjectedSequence}");
}
