using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bourse.Bench.Http;

/// <summary>
/// Makes the signed requests of a run beforehand: when each is to be sent is known, so its timestamp is. What signing
/// costs is told apart, for a real client pays it on a machine of its own.
/// </summary>
internal sealed class OrderRequests
{
    private const string Symbol = "BENCHUSD";
    private const int PriceLevels = 1000;

    private readonly string _apiKey;
    private readonly byte[] _secret;
    private readonly string _host;
    private long _number;

    public OrderRequests(string host, string apiKey, string apiSecret)
    {
        _host = host;
        _apiKey = apiKey;
        _secret = Encoding.ASCII.GetBytes(apiSecret);
    }

    /// <summary>Processor time of making and signing the last run's requests, microseconds each.</summary>
    public double MakingUs { get; private set; }

    /// <summary>Orders that are to be sent at this rate, the first one soon.</summary>
    public List<byte[]> Make(OrderKind kind, int rate, TimeSpan duration, LoadTransport transport)
    {
        int count = (int)(rate * duration.TotalSeconds);
        var requests = new List<byte[]>(count);
        long begin = Stopwatch.GetTimestamp();
        long firstMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        for (int i = 0; i < count; i++)
        {
            long timestampMs = firstMs + (long)(i * 1000.0 / rate);
            requests.Add(transport == LoadTransport.Rest
                ? Make(Order(kind), timestampMs)
                : OrderFrame.Of(Order(kind), timestampMs, _apiKey, _secret));
        }
        MakingUs = Stopwatch.GetElapsedTime(begin).TotalMicroseconds / Math.Max(1, count);
        return requests;
    }

    /// <summary>One request with this order.</summary>
    public byte[] Make(string order, long timestampMs)
    {
        string payload =
            string.Create(CultureInfo.InvariantCulture, $"{order}&recvWindow=60000&timestamp={timestampMs}");
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(payload)));
        return Encoding.ASCII.GetBytes(
            $"POST /api/v3/order?{payload}&signature={signature} HTTP/1.1\r\nHost: {_host}\r\nX-MBX-APIKEY: {_apiKey}\r\n" +
            "Content-Length: 0\r\n\r\n");
    }

    /// <summary>A sell order that stands for every crossing order of a run to take from.</summary>
    public static string Wall => $"symbol={Symbol}&side=SELL&type=LIMIT&timeInForce=GTC&quantity=9000000&price=100";

    private string Order(OrderKind kind)
    {
        long number = ++_number;
        decimal price = kind == OrderKind.Crossing ? 100m : 90m - number % PriceLevels * 0.01m;
        return string.Create(CultureInfo.InvariantCulture,
            $"symbol={Symbol}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price={price}&newClientOrderId=bench-{number}");
    }
}
