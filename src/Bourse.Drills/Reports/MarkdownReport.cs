using System.Globalization;
using System.Text;

namespace Bourse.Drills.Reports;

/// <summary>Reports as pages for people.</summary>
public static class MarkdownReport
{
    /// <summary>One drill, all of it.</summary>
    public static string Of(DrillReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {report.Drill}: {(report.Passed ? "passed" : "FAILED")}

            {report.What}

            {report.StartedAt:yyyy-MM-dd HH:mm} UTC, {report.Seconds:0} s at {report.RatePerSecond:0} orders a second;
            to hold: {report.Limit}.

            | figure | |
            | --- | --- |
            | orders, acked | {report.Orders}, {report.Acked} |
            | requests, failed | {report.Requests}, {report.FailedRequests} |
            | of the failed | {Cell(string.Join("; ", report.Failures))} |
            | availability | {Percent(report.Availability)} |
            | p50, p99 before | {report.P50BeforeMs:0.0}, {report.P99BeforeMs:0.0} ms |
            | p99 after | {report.P99Ms:0.0} ms |
            | longest gap | {report.LongestGapMs:0} ms |
            | lost, duplicates | {report.Lost}, {report.Duplicates} |

            State hash: {report.StateHash}

            | check | to hold | measured | |
            | --- | --- | --- | --- |

            """);
        foreach (Check check in report.Checks)
            text.Append(CultureInfo.InvariantCulture,
                $"| {check.What} | {check.Limit} | {Cell(check.Measured)} | {(check.Passed ? "ok" : "FAILED")} |\n");
        if (report.Gaps.Count > 0) text.Append("\n| while | clients of | longest gap |\n| --- | --- | --- |\n");
        foreach (GapRow gap in report.Gaps)
            text.Append(CultureInfo.InvariantCulture, $"| {gap.Window} | {gap.Clients} | {gap.GapMs:0} ms |\n");
        if (report.Notes.Count > 0) text.Append('\n');
        foreach (string note in report.Notes) text.Append(CultureInfo.InvariantCulture, $"- {note}\n");
        return text.ToString();
    }

    /// <summary>A row for each drill: how often it held, and the worst of what was measured.</summary>
    public static string Table(IEnumerable<DrillReport> reports)
    {
        var text = new StringBuilder("""
            | drill | to hold | held | orders acked | lost | duplicates | failed requests | longest gap | measured |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (IGrouping<string, DrillReport> drill in reports.GroupBy(report => report.Drill))
        {
            DrillReport worst = drill.MaxBy(report => (!report.Passed, report.LongestGapMs))!;
            IEnumerable<string> figures = worst.Checks.Where(check => check.IsTiming || !check.Passed)
                .Select(check => $"{check.What} {check.Measured}");
            text.Append(CultureInfo.InvariantCulture,
                $"| `{drill.Key}` | {worst.Limit} | {drill.Count(report => report.Passed)} of {drill.Count()} | ");
            text.Append(CultureInfo.InvariantCulture,
                $"{drill.Sum(report => report.Acked)} | {drill.Sum(report => report.Lost)} | ");
            text.Append(CultureInfo.InvariantCulture,
                $"{drill.Sum(report => report.Duplicates)} | {drill.Sum(report => report.FailedRequests)} | ");
            text.Append(CultureInfo.InvariantCulture,
                $"{drill.Max(report => report.LongestGapMs):0} ms | {Cell(string.Join("; ", figures))} |\n");
        }
        return text.ToString();
    }

    private static string Percent(double part) => part.ToString("0.00 %", CultureInfo.InvariantCulture);

    private static string Cell(string text) =>
        text.Replace('\n', ' ').Replace("|", "\\|", StringComparison.Ordinal);
}
