using System.Collections.Concurrent;
using Bourse.Agents;

namespace Bourse.Server.Tests.Processes;

/// <summary>
/// Clients that place orders as fast as they are answered, until the venue is gone; keeps what was acknowledged.
/// </summary>
internal sealed class OrderLoad
{
    private readonly ConcurrentQueue<string> _acknowledged = new();
    private readonly ConcurrentQueue<string> _lost = new();
    private readonly TaskCompletionSource _warm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _clients = [];
    private readonly int _warmCount;
    private volatile bool _isOver;

    private OrderLoad(int warmCount) => _warmCount = warmCount;

    /// <summary>Client order ids that were answered with an accepted order.</summary>
    public IReadOnlyCollection<string> Acknowledged => _acknowledged;

    /// <summary>Client order ids whose request was sent and never answered.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    public static OrderLoad Start(VenueProcess venue, AgentAccount account, int clients, int warmCount)
    {
        var load = new OrderLoad(warmCount);
        string name = Guid.NewGuid().ToString("N")[..8];
        for (int i = 0; i < clients; i++)
        {
            int client = i;
            load._clients.Add(Task.Run(() => load.PlaceAsync(venue, account, $"{name}-{client}")));
        }
        return load;
    }

    /// <summary>Completes once enough orders were acknowledged.</summary>
    public Task WarmAsync() => _warm.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Completes once this many more orders than now were acknowledged.</summary>
    public async Task MoreAsync(int count)
    {
        int before = _acknowledged.Count;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_acknowledged.Count < before + count) await Task.Delay(5, patience.Token);
    }

    /// <summary>Completes when every client has met its end.</summary>
    public Task EndAsync()
    {
        _isOver = true;
        return Task.WhenAll(_clients).WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task PlaceAsync(VenueProcess venue, AgentAccount account, string client)
    {
        using var connection = new VenueClient(new Uri(venue.BaseUrl), TimeProvider.System);
        for (int number = 0; ; number++)
        {
            string id = $"{client}-{number}";
            string order =
                $"symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=10000&newClientOrderId={id}";
            try
            {
                await connection.SendSignedAsync(HttpMethod.Post, "/api/v3/order", order, account, default);
                _acknowledged.Enqueue(id);
                if (_acknowledged.Count >= _warmCount) _warm.TrySetResult();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or VenueErrorException)
            {
                // Refused connections were never requests; anything else was cut off.
                bool wasRefused = e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
                if (!wasRefused) _lost.Enqueue(id);
                if (_isOver || e is not VenueErrorException) return;
            }
        }
    }
}
