using System.Globalization;
using System.Text;
using Bourse.Api.Http;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Fuzzing;

/// <summary>
/// Makes requests from a seed: most begin as one that would be taken, then some of it is exchanged, doubled, left out,
/// cut or flipped, so that every check is reached; most are signed as they then are.
/// </summary>
internal sealed class FuzzGenerator(int seed, TestKey key, Func<long> nowMs)
{
    private static readonly ApiEndpoint[] Endpoints =
        [.. BourseApi.Endpoints().All.SelectMany(one => Enumerable.Repeat(one, one.Path == "/api/v3/order" ? 10 : 2))];

    private static readonly string[] Alien =
    [
        "", "0", "1", "-1", "1.5", "0.000000001", "1.", ".1", "+1", "1,5", "99999999999999999999", "9223372036854775807",
        "9223372036854775808", "92233720368.54775807", "92233720368.54775808", "1e5", "NaN", "Infinity", "0x10", "true",
        "btcusdt", "NOPE", "%00", "%FF%FE", "%EF%BC%91", "%", "%4", "%zz", "[", "[]", "[\"BTCUSDT\"]", "[\"BTCUSDT\",]",
        "{}", "\"", "null", "'; DROP TABLE orders; --", "<script>", "a b", "+", "\u007f", "\u00ff", "\u2026", "__proto__",
        new('9', 400), new('a', 37), new('a', 3000), "-00:00", "+24:00", "2147483648", "-9223372036854775808",
    ];

    private static readonly string[] Paths =
        ["/api", "/api/", "/api/v3", "/api/v3/", "/api/v1/ping", "/api/v3/order/", "/sapi/v1/x", "/bourse", "/api/v3/ordeR"];

    private static readonly string[] Headers =
        ["X-MBX-TIME-UNIT", "X-MBX-SBE", "X-Bourse-Min-Seq", "X-Forwarded-For", "Content-Type"];

    private readonly Random _random = new(seed);

    public FuzzCase Next()
    {
        ApiEndpoint endpoint = Endpoints[_random.Next(Endpoints.Length)];
        List<KeyValuePair<string, string>> parameters = FuzzVocabulary.Fitting(endpoint, _random);
        for (int changes = _random.Next(4); changes > 0; changes--) Change(parameters);
        bool isSigned = endpoint.Security != EndpointSecurity.None;
        if (isSigned && !OneIn(50)) parameters.Add(new("timestamp", TimeText()));

        int queried = OneIn(3) ? _random.Next(parameters.Count + 1) : parameters.Count;
        string query = Joined(parameters[..queried]);
        string body = Joined(parameters[queried..]);
        if (OneIn(20)) query = Damaged(query);
        if (OneIn(20)) body = Damaged(body);
        byte[] bodyBytes = Encoding.UTF8.GetBytes(body);
        if (isSigned && !OneIn(50)) query = Signed(query, bodyBytes);
        return new FuzzCase(
            OneIn(100) ? Any(["PATCH", "GET", "POST", "PUT", "DELETE", "get", ""]) : endpoint.Method,
            OneIn(100) ? Any(Paths) : endpoint.Path, query, bodyBytes, ApiKey(), Header());
    }

    private void Change(List<KeyValuePair<string, string>> parameters)
    {
        int at = parameters.Count == 0 ? 0 : _random.Next(parameters.Count);
        int kind = parameters.Count == 0 ? 4 : _random.Next(6);
        if (kind == 0) parameters.RemoveAt(at);
        else if (kind == 1) parameters.Add(parameters[at]);
        else if (kind == 2) parameters[at] = new(parameters[at].Key, Any(Alien));
        else if (kind == 3) parameters[at] = new(FuzzVocabulary.Name(_random), parameters[at].Value);
        else parameters.Insert(at, FuzzVocabulary.Pair(FuzzVocabulary.Name(_random), _random));
    }

    private string Damaged(string text)
    {
        if (text.Length == 0) return Any(["&", "=", "&&&", "=&=", "%", "a", "\0", "signature", "&signature=&signature="]);
        int at = _random.Next(text.Length);
        return _random.Next(4) switch
        {
            0 => text[..at],
            1 => text[..at] + (char)_random.Next(1, 256) + text[(at + 1)..],
            2 => text[..at] + Any(Alien) + text[at..],
            _ => string.Concat(Enumerable.Repeat(text[at..] + "&", 1 + _random.Next(60))),
        };
    }

    private string Signed(string query, byte[] body)
    {
        byte[] payload = [.. query.Select(c => (byte)c), .. body];
        string signature = "signature=" + key.Sign(payload);
        return query.Length == 0 ? signature : query + "&" + signature;
    }

    private string TimeText()
    {
        long now = nowMs() + (OneIn(50) ? _random.Next(-10_000, 10_000) : 0);
        return (OneIn(20) ? now * 1000 : now).ToString(CultureInfo.InvariantCulture);
    }

    private string? ApiKey() => !OneIn(100) ? key.ApiKey : Any([null, "", "k", new string('k', 64), new string('k', 65), "\u00e4"]);

    /// <summary>A sequence number of the future would be waited for; that is tested elsewhere.</summary>
    private (string, string)? Header()
    {
        if (!OneIn(30)) return null;
        string name = Any(Headers);
        if (name == "X-Bourse-Min-Seq") return (name, Any(["1", "", "soon", "-1", "1e1", "99999999999999999999"]));
        return (name, OneIn(2) ? Any(Alien) : Any(["MICROSECOND", "MILLISECOND", "3:2", "1", "127.0.0.1"]));
    }

    private static string Joined(List<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(pair => $"{pair.Key}={pair.Value}"));

    private bool OneIn(int n) => _random.Next(n) == 0;

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];
}
