using System.Diagnostics.Metrics;

namespace Bourse.History;

/// <summary>The signals of a projection.</summary>
internal sealed class HistoryMetrics : IDisposable
{
    public const string MeterName = "Bourse.History";

    private readonly Meter _meter = new(MeterName);

    public HistoryMetrics(HistoryProjection projection)
    {
        _meter.CreateObservableGauge(
            "bourse.history.lag", () => projection.Lag.TotalSeconds, "s",
            "How far history is behind what was applied.");
        _meter.CreateObservableGauge(
            "bourse.history.backlog", () => projection.BacklogBytes, "By",
            "Events that wait to be written to history.");
        _meter.CreateObservableGauge(
            "bourse.history.sequence", () => projection.ProjectedSequence, "{entry}", "Last entry in history.");
        _meter.CreateObservableGauge(
            "bourse.history.fault", () => projection.Fault is null ? 0 : 1, "", "1 while history cannot be written.");
    }

    public void Dispose() => _meter.Dispose();
}
