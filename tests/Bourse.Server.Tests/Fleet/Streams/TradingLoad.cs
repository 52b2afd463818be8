using System.Globalization;
using Bourse.Agents;
using Bourse.Server.Tests.Processes;

namespace Bourse.Server.Tests.Fleet.Streams;

/// <summary>
/// Clients that put orders into the book and take them out of it, some of which meet, until they are told to end. One
/// whose node is gone stops.
/// </summary>
internal sealed class TradingLoad : IAsyncDisposable
{
    private const int Overloaded = -1008;
    private const int Failed = -2022;
    private const int PartlyFailed = -2021;

    private readonly AgentAccount _account;
    private readonly List<Task> _clients = [];
    private int _placed;
    private volatile bool _isOver;

    private TradingLoad(AgentAccount account) => _account = account;

    /// <summary>Starts so many clients at each of the nodes.</summary>
    public static TradingLoad Start(AgentAccount account, int clientsEach, params VenueProcess[] nodes)
    {
        var load = new TradingLoad(account);
        for (int i = 0; i < clientsEach * nodes.Length; i++)
        {
            VenueProcess node = nodes[i % nodes.Length];
            var random = new Random(i);
            load._clients.Add(Task.Run(() => load.TradeAsync(node, random)));
        }
        return load;
    }

    /// <summary>Completes once this many more orders than now were taken in full.</summary>
    public async Task MoreAsync(int count)
    {
        int before = Volatile.Read(ref _placed);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (Volatile.Read(ref _placed) < before + count)
        {
            // A client that was refused says why.
            foreach (Task client in _clients.Where(client => client.IsFaulted)) await client;
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Completes when all that was sent is answered.</summary>
    public Task EndAsync()
    {
        _isOver = true;
        return Task.WhenAll(_clients).WaitAsync(TimeSpan.FromSeconds(120));
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task TradeAsync(VenueProcess node, Random random)
    {
        using var client = new VenueClient(new Uri(node.BaseUrl), TimeProvider.System);
        string name = Guid.NewGuid().ToString("N")[..12];
        string query = Order(random, $"{name}-0");
        string path = "/api/v3/order";
        for (int number = 1; !_isOver; number++)
        {
            try
            {
                await client.SendSignedAsync(HttpMethod.Post, path, query, _account, default);
                Interlocked.Increment(ref _placed);
            }
            catch (VenueErrorException e) when (e.Code is Overloaded or PartlyFailed or Failed)
            {
                // What was to be replaced is filled, or the machine has too much to do: the next order goes on.
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return;
            }
            path = "/api/v3/order/cancelReplace";
            query = $"{Order(random, $"{name}-{number}")}&cancelReplaceMode=ALLOW_FAILURE"
                + $"&cancelOrigClientOrderId={name}-{number - 1}";
        }
    }

    private static string Order(Random random, string id)
    {
        bool isBid = random.Next(2) == 0;
        // Now and then into the other side.
        int cents = 1_000_000 + (isBid ? -1 : 1) * random.Next(-100, 2000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"symbol=BTCUSDT&side={(isBid ? "BUY" : "SELL")}&type=LIMIT&timeInForce=GTC&newClientOrderId={id}"
            + $"&selfTradePreventionMode=NONE&price={cents / 100m:0.00}&quantity={random.Next(1, 20) / 1000m:0.000}");
    }
}
