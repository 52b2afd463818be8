namespace Bourse.Agents;

/// <summary>Something that trades a little at each step.</summary>
internal interface IAgent
{
    /// <summary>Reads balances and puts its own orders in order; again after every fault.</summary>
    Task ResyncAsync(CancellationToken cancellation);

    /// <summary>One decision: a handful of requests at most.</summary>
    Task StepAsync(CancellationToken cancellation);
}
