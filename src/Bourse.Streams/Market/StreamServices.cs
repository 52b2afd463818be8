using Bourse.Streams.ListenKeys;

namespace Bourse.Streams.Market;

/// <summary>What market sessions work with.</summary>
/// <param name="BarrierAsync">Completes when this node has applied what the log had when it was called.</param>
/// <param name="ListenKeys">User data by listen keys; null when they are switched off.</param>
internal sealed record StreamServices(
    MarketStreams Market,
    MarketStreamsOptions Options,
    Func<CancellationToken, ValueTask> BarrierAsync,
    ListenKeyStreams? ListenKeys);
