using System.Globalization;
using Bourse.Bench.Snapshots;

namespace Bourse.Bench.Tests.Snapshots;

/// <summary>The bench of snapshots measures the state that it says, and later snapshots use the first one's bytes.</summary>
public sealed class SnapshotBenchTests
{
    private const int Orders = 2_000;

    [Fact]
    public async Task Later_snapshots_allocate_less_than_they_hold()
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await SnapshotBench.RunAsync(
            new SnapshotBenchOptions(Orders, Accounts: 20, Rounds: 3), output, TestContext.Current.CancellationToken);
        string[] row = output.ToString().TrimEnd().Split('\n')[^1]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("2,000", row[0]);
        double held = double.Parse(row[1], CultureInfo.InvariantCulture);
        double allocated = double.Parse(row[^1], CultureInfo.InvariantCulture);
        Assert.True(held >= Orders * 180 / 1e6);
        Assert.True(allocated < held, $"{allocated} MB for a snapshot of {held}");
    }
}
