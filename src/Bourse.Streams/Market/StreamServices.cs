namespace Bourse.Streams.Market;

/// <summary>What market sessions work with.</summary>
/// <param name="BarrierAsync">Completes when this node has applied what the log had when it was called.</param>
internal sealed record StreamServices(
    MarketStreams Market, MarketStreamsOptions Options, Func<CancellationToken, ValueTask> BarrierAsync);
