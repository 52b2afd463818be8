namespace Bourse.Drills.Reports;

/// <summary>Where the reports of one run of drills are written.</summary>
internal sealed class ReportFolder
{
    private const string SummaryFile = "summary.md";

    private readonly string _folder;
    private readonly List<DrillReport> _reports = [];

    /// <exception cref="DrillException">The folder cannot be made.</exception>
    public ReportFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DrillException($"{_folder} cannot be made for the reports: {e.Message}", e);
        }
    }

    public IReadOnlyList<DrillReport> Reports => _reports;

    /// <summary>Writes a report, and the table of all so far.</summary>
    /// <returns>The report's file without its extension.</returns>
    public string Add(DrillReport report)
    {
        _reports.Add(report);
        int round = _reports.Count(other => other.Drill == report.Drill);
        string path = Path.Combine(_folder, $"{report.Drill}-{round}");
        File.WriteAllText(path + ".json", report.ToJson() + "\n");
        File.WriteAllText(path + ".md", MarkdownReport.Of(report));
        File.WriteAllText(Path.Combine(_folder, SummaryFile), MarkdownReport.Table(_reports));
        return path;
    }
}
