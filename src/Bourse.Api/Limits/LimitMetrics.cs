using System.Diagnostics.Metrics;

namespace Bourse.Api.Limits;

/// <summary>The shared limits' instruments, under the meter "Bourse.Api".</summary>
internal static class LimitMetrics
{
    private static readonly Meter Meter = new("Bourse.Api");

    private static readonly Counter<long> Exchanges = Meter.CreateCounter<long>(
        "bourse.limits.exchanges", "{exchange}", "Exchanges of usage with the fleet by result: shared, or local when it failed.");

    private static readonly Counter<long> Held = Meter.CreateCounter<long>(
        "bourse.limits.held", "{request}", "Requests refused for a second because a burst of their address was not told yet.");

    public static void Exchanged(bool isShared) =>
        Exchanges.Add(1, new KeyValuePair<string, object?>("result", isShared ? "shared" : "local"));

    public static void Hold() => Held.Add(1);
}
