using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Bench.Http;

namespace Bourse.Bench.Streams;

/// <summary>
/// Orders that make many book events: on each symbol in turn a maker puts an order on each of some prices, and a taker
/// takes them all with one. Each order of the maker changes a level; the taker's changes every level and trades with
/// every one. They are sent as frames of the WebSocket API.
/// </summary>
internal sealed class StreamFlow
{
    private const string Maker = "maker";
    private const string Taker = "taker";
    private const int LevelsPerSweep = 20;
    private const int SymbolsAtOnce = 10;

    private readonly (string Key, byte[] Secret) _maker;
    private readonly (string Key, byte[] Secret) _taker;
    private readonly int _symbols;
    private long _number;

    public StreamFlow(VenueProcess venue, int symbols)
    {
        _maker = Account(venue, Maker);
        _taker = Account(venue, Taker);
        _symbols = symbols;
    }

    /// <summary>Book events that a request makes, on average: two changes and a trade a level.</summary>
    public static double EventsPerRequest => 3.0 * LevelsPerSweep / (LevelsPerSweep + 1);

    /// <summary>The name of a symbol; from 0.</summary>
    public static string Symbol(int index) => string.Create(CultureInfo.InvariantCulture, $"S{index:D3}USD");

    /// <summary>A seed with so many symbols and the two accounts.</summary>
    public static string Seed(int symbols)
    {
        var assets = new JsonArray(new JsonObject { ["name"] = "USD" });
        var specs = new JsonArray();
        var makerBalances = new JsonObject();
        for (int i = 0; i < symbols; i++)
        {
            string asset = Symbol(i)[..^3];
            assets.Add(new JsonObject { ["name"] = asset });
            makerBalances[asset] = "1000000000";
            specs.Add(Spec(Symbol(i), asset));
        }
        var takerBalances = new JsonObject { ["USD"] = "10000000000" };
        return new JsonObject
        {
            ["assets"] = assets,
            ["symbols"] = specs,
            ["accounts"] = new JsonArray(Trader(Maker, makerBalances), Trader(Taker, takerBalances)),
        }.ToJsonString();
    }

    /// <summary>What is to be sent at this rate from now on, made and signed beforehand.</summary>
    public List<byte[]> Make(int eventsPerSecond, TimeSpan duration, out int rate)
    {
        rate = Math.Max(1, (int)(eventsPerSecond / EventsPerRequest));
        int count = (int)(rate * duration.TotalSeconds);
        long firstMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var requests = new List<byte[]>(count);
        while (requests.Count < count) AddRound(requests, rate, firstMs);
        return requests;
    }

    // Neighbours among the requests are of different symbols, as orders of many traders are.
    private void AddRound(List<byte[]> requests, int rate, long firstMs)
    {
        for (int level = 0; level <= LevelsPerSweep; level++)
        {
            for (int i = 0; i < SymbolsAtOnce; i++)
            {
                long timestampMs = firstMs + (long)(requests.Count * 1000.0 / rate);
                string symbol = Symbol((int)((_number + i) % _symbols));
                requests.Add(level < LevelsPerSweep
                    ? OrderFrame.Of(Rest(symbol, level), timestampMs, _maker.Key, _maker.Secret)
                    : OrderFrame.Of(Sweep(symbol), timestampMs, _taker.Key, _taker.Secret));
            }
        }
        _number += SymbolsAtOnce;
    }

    private static string Rest(string symbol, int level) => string.Create(CultureInfo.InvariantCulture,
        $"symbol={symbol}&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price={100m + level * 0.01m}");

    // Also takes what came too late for the sweep before.
    private static string Sweep(string symbol) =>
        $"symbol={symbol}&side=BUY&type=LIMIT&timeInForce=IOC&quantity={2 * LevelsPerSweep}&price=101";

    private static (string Key, byte[] Secret) Account(VenueProcess venue, string name)
    {
        (string key, string secret) = venue.Account(name);
        return (key, Encoding.ASCII.GetBytes(secret));
    }

    private static JsonObject Spec(string symbol, string asset) => new()
    {
        ["name"] = symbol,
        ["base"] = asset,
        ["quote"] = "USD",
        ["filters"] = JsonNode.Parse("""
            [
              {"filterType": "PRICE_FILTER", "minPrice": "0.01", "maxPrice": "1000000", "tickSize": "0.01"},
              {"filterType": "LOT_SIZE", "minQty": "0.00001", "maxQty": "900000000", "stepSize": "0.00001"},
              {"filterType": "NOTIONAL", "minNotional": "5", "applyMinToMarket": true, "avgPriceMins": 5},
              {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 200}
            ]
            """),
    };

    private static JsonObject Trader(string name, JsonObject balances) => new()
    {
        ["name"] = name,
        ["rights"] = new JsonArray("TRADE", "DEPOSIT", "UNLIMITED"),
        ["balances"] = balances,
    };
}
