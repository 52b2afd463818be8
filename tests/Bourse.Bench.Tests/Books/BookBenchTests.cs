using Bourse.Bench.Books;
using Bourse.Bench.Latency;

namespace Bourse.Bench.Tests.Books;

public sealed class BookBenchTests
{
    [Fact]
    public async Task Writes_a_line_for_each_scenario()
    {
        var output = new StringWriter();
        await BookBench.RunAsync(new BookBenchOptions(Orders: 2_000, Rounds: 1), output, TestContext.Current.CancellationToken);
        foreach (FlowScenario scenario in FlowScenario.All)
            Assert.Contains('\n' + scenario.Name + ' ', output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_of_the_same_flow_report_the_same()
    {
        FlowMessage[] flow = OrderFlow.Generate(FlowScenario.All[2], 5_000, 4);
        var first = new BookRunner();
        first.Run(flow);
        var second = new BookRunner();
        second.Run(flow, new LatencyHistogram());
        Assert.True(first.Trades > 0 && first.Refused > 0 && first.Resting > 0);
        Assert.Equal(first.Reports, second.Reports);
    }
}
