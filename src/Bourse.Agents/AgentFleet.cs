using System.Globalization;
using System.Text.Json;

namespace Bourse.Agents;

/// <summary>
/// Runs all agents in one loop at a fixed rate, one step after the other: little load, and the order of decisions is
/// fixed. It trades through the public API only, like anybody else, and lives through faults of the venue.
/// </summary>
public sealed class AgentFleet : IDisposable
{
    private const int MakerStepsPerTakerStep = 3;
    private const int StepsPerPriceMove = 8;
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(1);

    private readonly FleetSettings _settings;
    private readonly TimeProvider _clock;
    private readonly VenueClient _client;
    private readonly SeededRandom _random;
    private readonly FairPrices _fair;
    private readonly List<IAgent> _makers = [];
    private readonly List<IAgent> _takers = [];
    private long _steps;
    private int _makerTurn;
    private int _takerTurn;
    private long _faults;
    private string? _lastFault;

    public AgentFleet(FleetSettings settings, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        _settings = settings;
        _clock = clock;
        _client = new VenueClient(settings.BaseUrl, clock, handler);
        _random = new SeededRandom(settings.Seed);
        _fair = new FairPrices(settings, new SeededRandom(settings.Seed ^ 0x5DEECE66D));
    }

    public FleetStatistics Statistics =>
        new(Interlocked.Read(ref _steps), Interlocked.Read(ref _faults), Volatile.Read(ref _lastFault));

    /// <summary>Trades until cancelled. Never throws for a fault of the venue: it waits and goes on.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        bool isInStep = false;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (!isInStep) await ResyncAsync(cancellation).ConfigureAwait(false);
                isInStep = true;
                await StepAsync(cancellation).ConfigureAwait(false);
                await PauseAsync(TimeSpan.FromSeconds(1 / _settings.StepsPerSecond), cancellation)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (IsFault(e))
            {
                isInStep = false;
                await PauseAfterAsync(e, cancellation).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    // A time-out of the HTTP client shows as a cancellation that nobody asked for.
    private static bool IsFault(Exception e) => e switch
    {
        OperationCanceledException or VenueErrorException or HttpRequestException or IOException or JsonException =>
            true,
        KeyNotFoundException or InvalidOperationException or FormatException => true,
        _ => false,
    };

    private async Task ResyncAsync(CancellationToken cancellation)
    {
        if (_makers.Count + _takers.Count == 0) await BuildAgentsAsync(cancellation).ConfigureAwait(false);
        foreach (IAgent agent in _makers.Concat(_takers)) await agent.ResyncAsync(cancellation).ConfigureAwait(false);
    }

    private async Task BuildAgentsAsync(CancellationToken cancellation)
    {
        Dictionary<string, SymbolRules> symbols = await ReadSymbolsAsync(cancellation).ConfigureAwait(false);
        await ResumePricesAsync(symbols, cancellation).ConfigureAwait(false);
        string run = _clock.GetUtcNow().ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
        foreach (AgentAccount account in _settings.Accounts)
        {
            SymbolRules[] own =
                [.. account.Symbols.Select(symbols.GetValueOrDefault).OfType<SymbolRules>().Where(_fair.Knows)];
            if (own.Length == 0) continue;
            var desk = new AgentDesk(_client, account, _fair, own);
            if (account.Kind == AgentKind.Maker) _makers.Add(new MakerAgent(desk, _random, run));
            else _takers.Add(new TakerAgent(desk, _random));
        }
        if (_makers.Count + _takers.Count == 0)
            throw new VenueErrorException("none of the agents' symbols is listed");
    }

    private async Task<Dictionary<string, SymbolRules>> ReadSymbolsAsync(CancellationToken cancellation)
    {
        JsonElement info = await _client.GetPublicAsync("/api/v3/exchangeInfo", cancellation).ConfigureAwait(false);
        return info.GetProperty("symbols").EnumerateArray().Select(SymbolRules.Read).ToDictionary(s => s.Name);
    }

    private async Task ResumePricesAsync(Dictionary<string, SymbolRules> symbols, CancellationToken cancellation)
    {
        JsonElement prices = await _client.GetPublicAsync("/api/v3/ticker/price", cancellation).ConfigureAwait(false);
        foreach (JsonElement ticker in prices.EnumerateArray())
        {
            if (!symbols.TryGetValue(ticker.GetProperty("symbol").GetString()!, out SymbolRules? symbol)) continue;
            _fair.ResumeAt(
                symbol, double.Parse(ticker.GetProperty("price").GetString()!, CultureInfo.InvariantCulture));
        }
    }

    private async Task StepAsync(CancellationToken cancellation)
    {
        long step = Interlocked.Increment(ref _steps);
        bool isTakers = _makers.Count == 0 || (_takers.Count > 0 && step % (MakerStepsPerTakerStep + 1) == 0);
        IAgent agent = isTakers
            ? _takers[_takerTurn++ % _takers.Count]
            : _makers[_makerTurn++ % _makers.Count];
        if (step % StepsPerPriceMove == 0) _fair.Step();
        await agent.StepAsync(cancellation).ConfigureAwait(false);
    }

    private async Task PauseAfterAsync(Exception fault, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _faults);
        Volatile.Write(ref _lastFault, fault.Message);
        TimeSpan asked = fault is VenueErrorException e ? e.RetryAfter : TimeSpan.Zero;
        await PauseAsync(asked > FaultPause ? asked : FaultPause, cancellation).ConfigureAwait(false);
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, _clock, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the token itself.
        }
    }
}
