using Bourse.Drills.Reports;

namespace Bourse.Drills.Tests.Reports;

public sealed class ReportTests
{
    private static readonly Check Good = new("lost", "0", "0", true);
    private static readonly Check Bad = new("lost", "0", "1; b: one | two", false);
    private static readonly Check Slow = new("longest gap", "at most 100 ms", "400 ms", false, IsTiming: true);

    [Fact]
    public void A_drill_passes_when_every_check_does_and_there_is_one()
    {
        Assert.True(Report(Good).Passed);
        Assert.False(Report(Good, Bad).Passed);
        Assert.False(Report().Passed);
    }

    [Fact]
    public void What_is_only_slow_is_correct_all_the_same()
    {
        Assert.False(Report(Good, Slow).Passed);
        Assert.True(Report(Good, Slow).IsCorrect);
        Assert.False(Report(Bad, Slow).IsCorrect);
        Assert.False(Report().IsCorrect);
    }

    [Fact]
    public void A_page_names_what_failed_and_keeps_its_table()
    {
        string page = MarkdownReport.Of(Report(Good, Bad));
        Assert.StartsWith("# node-kill: FAILED", page, StringComparison.Ordinal);
        Assert.Contains("| lost | 0 | 1; b: one \\| two | FAILED |", page, StringComparison.Ordinal);
        Assert.StartsWith("# node-kill: passed", MarkdownReport.Of(Report(Good)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_counts_rounds_and_shows_the_worst()
    {
        string row = MarkdownReport.Table([Report(Good), Report(Good, Slow), Report(Good)]).Trim().Split('\n')[^1];
        Assert.Equal("| `node-kill` | nothing | 2 of 3 | 15 | 3 | 0 | 0 | 7 ms | longest gap 400 ms |", row);
    }

    [Fact]
    public void The_json_says_whether_it_passed() =>
        Assert.Contains("\"passed\": false", Report(Good, Bad).ToJson(), StringComparison.Ordinal);

    private static DrillReport Report(params Check[] checks) => new()
    {
        Drill = "node-kill",
        What = "A node is killed.",
        Limit = "nothing",
        StartedAt = DateTimeOffset.UnixEpoch,
        Seconds = 1,
        RatePerSecond = 1,
        Acked = 5,
        Lost = 1,
        LongestGapMs = 7,
        Checks = checks,
    };
}
