using Bourse.Bench.Books;

namespace Bourse.Bench.Tests.Books;

public sealed class OrderFlowTests
{
    [Fact]
    public void Shares_are_those_of_a_busy_market()
    {
        foreach (FlowScenario scenario in FlowScenario.All)
        {
            FlowMessage[] flow = OrderFlow.Generate(scenario, 20_000, 1);
            Assert.InRange(Share(flow, FlowKind.New, FlowKind.NewImmediateOrCancel), 0.49, 0.52);
            Assert.InRange(Share(flow, FlowKind.Cancel), 0.39, 0.43);
            Assert.InRange(Share(flow, FlowKind.Modify), 0.07, 0.10);
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_flow_and_another_seed_another()
    {
        FlowScenario scenario = FlowScenario.All[1];
        Assert.Equal(OrderFlow.Generate(scenario, 2_000, 5), OrderFlow.Generate(scenario, 2_000, 5));
        Assert.NotEqual(OrderFlow.Generate(scenario, 2_000, 5), OrderFlow.Generate(scenario, 2_000, 6));
    }

    [Fact]
    public void Every_price_is_above_zero_and_every_order_is_new_before_anything_else()
    {
        var known = new HashSet<long>();
        foreach (FlowMessage message in OrderFlow.Generate(FlowScenario.All[3], 20_000, 2))
        {
            Assert.True(message.Price > 0);
            bool isNew = message.Kind is FlowKind.New or FlowKind.NewImmediateOrCancel;
            Assert.Equal(isNew, known.Add(message.OrderId));
        }
    }

    private static double Share(FlowMessage[] flow, params FlowKind[] kinds) =>
        (double)flow.Count(message => kinds.Contains(message.Kind)) / flow.Length;
}
