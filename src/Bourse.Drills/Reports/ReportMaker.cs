using System.Globalization;
using Bourse.Drills.Audit;
using Bourse.Drills.Load;

namespace Bourse.Drills.Reports;

/// <summary>Turns what a drill measured and an audit found into its report.</summary>
internal sealed class ReportMaker(Drill drill, LoadShape shape, DrillStage stage, LoadFigures figures)
{
    private const int ExamplesMax = 3;

    public DrillReport Make(AuditFindings findings, StateHashes hashes, IReadOnlyList<string> proof,
        DateTimeOffset startedAt, double seconds)
    {
        long fault = figures.Windows.Select(window => window.From).DefaultIfEmpty(stage.Now).Min();
        TimeSpan longestGap = figures.LongestGap((_, group) => IsBehindBalancer(group));
        return new DrillReport
        {
            Drill = drill.Name,
            What = drill.What,
            Limit = drill.Limit,
            StartedAt = startedAt,
            Seconds = seconds,
            RatePerSecond = shape.RatePerSecond,
            Orders = figures.Orders,
            Acked = figures.Acked,
            Requests = figures.Requests,
            FailedRequests = figures.FailedRequests,
            Failures = [.. figures.Failures],
            Availability = figures.Availability,
            P50BeforeMs = figures.Latency(0.5, 0, fault).TotalMilliseconds,
            P99BeforeMs = figures.Latency(0.99, 0, fault).TotalMilliseconds,
            P99Ms = figures.Latency(0.99, fault, long.MaxValue).TotalMilliseconds,
            LongestGapMs = longestGap.TotalMilliseconds,
            Lost = findings.Lost.Count,
            Duplicates = findings.Duplicates.Count,
            StateHash = hashes.ToString(),
            Gaps = [.. Gaps()],
            Checks = [.. Checks(findings, hashes, proof, longestGap)],
            Notes = stage.Notes,
        };
    }

    private IEnumerable<GapRow> Gaps() =>
        from window in figures.Windows
        from clients in figures.Groups
        select new GapRow(window.Name, clients, figures.Gap(window, clients).TotalMilliseconds);

    private IEnumerable<Check> Checks(
        AuditFindings findings, StateHashes hashes, IReadOnlyList<string> proof, TimeSpan longestGap)
    {
        yield return None("lost", findings.Lost);
        yield return None("duplicates", findings.Duplicates);
        yield return None("wrong answers", findings.Wrong);
        yield return None("orders without an end", findings.Unresolved);
        yield return None("balances that do not add up", findings.Money);
        yield return new Check("state hashes", "equal", hashes.ToString(), hashes.AreEqual);
        yield return None("ledger proofs that fail", proof);
        yield return new Check(
            "orders acked", "some", Number(figures.Acked), figures.Acked > 0);
        if (drill.AllowsNoFailure)
            yield return new Check(
                "failed requests", "0", Number(figures.FailedRequests), figures.FailedRequests == 0);
        if (drill.GapMax is { } max)
            yield return new Check("longest gap behind load balancers",
                $"at most {Number(max.TotalMilliseconds)} ms", $"{Number(longestGap.TotalMilliseconds)} ms",
                longestGap <= max, IsTiming: true);
        foreach (Check check in stage.Checks) yield return check;
    }

    private static Check None(string what, IReadOnlyCollection<string> found) => new(what, "0",
        string.Join("; ", found.Take(ExamplesMax).Prepend(Number(found.Count))), found.Count == 0);

    private static bool IsBehindBalancer(string group) => group.EndsWith("/haproxy", StringComparison.Ordinal);

    private static string Number(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
