using Bourse.Replica;

namespace Bourse.Server.Hosting;

/// <summary>/health/live (the process) and /health/ready (caught up, able to append, not draining).</summary>
internal sealed class Health
{
    private readonly VenueReplica _replica;
    private volatile bool _isDraining;

    public Health(VenueReplica replica) => _replica = replica;

    /// <summary>From now on the node says that it is not ready, so that load balancers turn away.</summary>
    public void Drain() => _isDraining = true;

    /// <summary>Answers the two paths and leaves others to what follows.</summary>
    public void Use(WebApplication app) => app.Use((http, next) => http.Request.Path.Value switch
    {
        "/health/live" => http.Response.WriteAsync("live\n"),
        "/health/ready" => ReadyAsync(http),
        _ => next(http),
    });

    private Task ReadyAsync(HttpContext http)
    {
        ReplicaHealth health = _isDraining ? new ReplicaHealth(false, "draining") : _replica.Health;
        if (!health.IsReady) http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return http.Response.WriteAsync(health.IsReady ? "ready\n" : $"not ready: {health.Reason}\n");
    }
}
