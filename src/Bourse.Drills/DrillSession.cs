using System.Globalization;
using Bourse.Drills.Reports;
using Bourse.Zones;

namespace Bourse.Drills;

/// <summary>One run of drills from the command line: finds or starts a fleet, runs them, writes the reports.</summary>
public sealed class DrillSession(DrillOptions options, TextWriter output)
{
    private const string OwnFleetPrefix = "drill-";
    private const int NameLength = 12;

    /// <summary>True when every drill passed.</summary>
    /// <exception cref="DrillException">A drill cannot be run.</exception>
    /// <exception cref="FleetException">There is no fleet, or it cannot be made whole.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var reports = new ReportFolder(options.ReportFolder);
        if (options.FleetFolder is { } folder)
        {
            await RunAllAsync(Fleet.Open(folder), reports, cancellation).ConfigureAwait(false);
        }
        else
        {
            Fleet fleet = await UpAsync(cancellation).ConfigureAwait(false);
            try
            {
                await RunAllAsync(fleet, reports, cancellation).ConfigureAwait(false);
            }
            finally
            {
                await output.WriteLineAsync("taking the fleet down").ConfigureAwait(false);
                await fleet.DownAsync(keepFolder: false, CancellationToken.None).ConfigureAwait(false);
            }
        }
        await output.WriteAsync($"\n{MarkdownReport.Table(reports.Reports)}").ConfigureAwait(false);
        return reports.Reports.All(report => report.Passed);
    }

    private async Task<Fleet> UpAsync(CancellationToken cancellation)
    {
        await output.WriteLineAsync($"starting a fleet of {options.Zones} zones").ConfigureAwait(false);
        return await Fleet.UpAsync(new FleetOptions
        {
            Name = OwnFleetPrefix + Guid.NewGuid().ToString("N")[..(NameLength - OwnFleetPrefix.Length)],
            Zones = options.Zones,
            Venue = options.Venue,
            Settings = new Dictionary<string, string> { ["Limits:ExemptAddresses"] = "10.215.0.0/16,127.0.0.0/8" },
        }, TextWriter.Null, cancellation).ConfigureAwait(false);
    }

    private async Task RunAllAsync(Fleet fleet, ReportFolder reports, CancellationToken cancellation)
    {
        var runner = new DrillRunner(fleet, output, options.RatePerSecond);
        for (int round = 1; round <= options.Rounds; round++)
            foreach (Drill drill in options.Drills)
            {
                await output.WriteLineAsync($"{drill.Name}: {drill.What}").ConfigureAwait(false);
                DrillReport report = await runner.RunAsync(drill, cancellation).ConfigureAwait(false);
                string path = reports.Add(report);
                await output.WriteLineAsync(Line(report, path)).ConfigureAwait(false);
            }
    }

    private static string Line(DrillReport report, string path)
    {
        IEnumerable<string> failed = report.Checks.Where(check => !check.Passed)
            .Select(check => $"\n  {check.What}: {check.Measured}, to hold {check.Limit}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{report.Drill}: {(report.Passed ? "passed" : "FAILED")} after {report.Seconds:0} s, "
            + $"{report.Acked} acked, {report.FailedRequests} requests failed, "
            + $"longest gap {report.LongestGapMs:0} ms ({path}.md)")
            + string.Concat(failed);
    }
}
