using Microsoft.Extensions.Logging;

namespace Bourse.Api.Limits;

/// <summary>
/// The limits of a node in a fleet. Requests are counted here and never wait for others; several times a second, and at once when
/// an address goes fast, nodes tell each other. What an address gets from N nodes is at most its limit and one burst (a quarter of
/// the limit and one request) from each; while the fleet cannot be asked each node gives 1/N of the limit
/// (docs/decisions/0012-limits-are-counted-here-and-told.md).
/// </summary>
public sealed partial class SharedLimits : IAsyncDisposable
{
    private const int AddressesPerExchange = 256;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly IUsageExchange _exchange;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly FleetShare _fleet;
    private readonly CancellationTokenSource _stop = new();
    private long? _epoch;
    private bool _wasShared = true;
    private Task _sharing = Task.CompletedTask;

    public SharedLimits(IUsageExchange exchange, LimitOptions options, TimeProvider clock, ILogger<SharedLimits> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_exchange, _clock, _logger) = (exchange, clock, logger);
        _fleet = new FleetShare(options.FleetNodes);
        Limiter = new AddressLimiter(options, _fleet);
    }

    internal AddressLimiter Limiter { get; }

    internal FleetShare Fleet => _fleet;

    /// <summary>Begins to exchange; until the first answer this node gives its part.</summary>
    public void Start() => _sharing = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sharing;
        _stop.Dispose();
    }

    /// <summary>Tells all that changed and learns what others counted; false when the fleet cannot be asked.</summary>
    internal async Task<bool> ExchangeAsync()
    {
        List<AddressUsage> changed = [];
        do
        {
            Take(changed);
            if (!await TryTellAsync(changed)) return false;
        }
        while (changed.Count == AddressesPerExchange);
        return true;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (await ExchangeAsync()) await _fleet.WaitAsync(Interval, _stop.Token);
                else await Task.Delay(RetryInterval, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
        }
    }

    private void Take(List<AddressUsage> changed)
    {
        changed.Clear();
        while (changed.Count < AddressesPerExchange && _fleet.TryTake(out AddressUsage? usage)) changed.Add(usage!);
    }

    private async Task<bool> TryTellAsync(List<AddressUsage> changed)
    {
        long nowUs = NowUs();
        UsageWindows windows = UsageWindows.At(nowUs);
        var counts = new AddressCounts[changed.Count];
        for (int i = 0; i < counts.Length; i++) counts[i] = changed[i].Take(nowUs);
        try
        {
            UsageAnswer answer = await _exchange.ExchangeAsync(windows, counts, _stop.Token);
            for (int i = 0; i < counts.Length; i++) changed[i].Learn(windows, counts[i], answer.Others[i]);
            Heard(answer);
            return true;
        }
        catch (Exception exception)
        {
            foreach (AddressUsage usage in changed) usage.TellAgain();
            Lost(exception);
            return false;
        }
    }

    private void Heard(in UsageAnswer answer)
    {
        _fleet.Heard(answer.Nodes);
        LimitMetrics.Exchanged(isShared: true);
        if (_epoch is { } epoch && epoch != answer.Epoch) Limiter.TellAll();
        _epoch = answer.Epoch;
        if (!_wasShared) LogShared(answer.Nodes);
        _wasShared = true;
    }

    private void Lost(Exception exception)
    {
        _fleet.Lost();
        if (_stop.IsCancellationRequested) return;
        LimitMetrics.Exchanged(isShared: false);
        if (_wasShared) LogLost(_fleet.Nodes, exception.Message);
        _wasShared = false;
    }

    private long NowUs() => (_clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The limits cannot be shared now: this node gives an address 1/{Nodes} of each until they can. {Reason}")]
    private partial void LogLost(int nodes, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The limits are shared again, by {Nodes} nodes.")]
    private partial void LogShared(int nodes);
}
