namespace Bourse.Bench.Books;

/// <summary>How a generated order flow moves its price.</summary>
/// <param name="Name">As the command line and the report call it.</param>
/// <param name="Swing">Standard deviation of the price's logarithm over a million orders, however long the flow
/// is.</param>
/// <param name="Crash">Share of the price that is lost half way, in a fiftieth of the flow, and won back after.</param>
public sealed record FlowScenario(string Name, double Swing, double Crash)
{
    /// <summary>From a price that stands still to one that breaks down.</summary>
    public static IReadOnlyList<FlowScenario> All { get; } =
    [
        new("still", 0, 0),
        new("normal", 0.004, 0),
        new("stormy", 0.1, 0),
        new("crash", 0.02, 0.6),
    ];
}
