using System.Globalization;
using Bourse.Api.Http;

namespace Bourse.Api.Tests.Fuzzing;

/// <summary>The parameters of the API and values that fit them.</summary>
internal static class FuzzVocabulary
{
    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96"];

    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["symbol"] = Symbols,
        ["symbols"] = ["[\"BTCUSDT\",\"ETHUSDT\"]", "%5B%22BTCUSDT%22%5D"],
        ["side"] = ["BUY", "SELL"],
        ["type"] = ["LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER", "MINI"],
        ["timeInForce"] = ["GTC", "IOC", "FOK"],
        ["newOrderRespType"] = ["ACK", "RESULT", "FULL"],
        ["selfTradePreventionMode"] = ["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"],
        ["cancelRestrictions"] = ["ONLY_NEW", "ONLY_PARTIALLY_FILLED"],
        ["cancelReplaceMode"] = ["STOP_ON_FAILURE", "ALLOW_FAILURE"],
        ["orderRateLimitExceededMode"] = ["DO_NOTHING", "CANCEL_ONLY"],
        ["clientOrderId"] = ["a", "b", "c", "d.e:f/g"],
        ["interval"] = ["1s", "1m", "1h", "3d", "1w", "1M"],
        ["windowSize"] = ["1m", "59m", "23h", "7d"],
        ["timeZone"] = ["0", "-12", "14", "5:45", "+8"],
        ["symbolStatus"] = ["TRADING", "HALT", "CANCEL_ONLY"],
        ["permissions"] = ["SPOT", "[\"SPOT\",\"MARGIN\"]"],
        ["pegPriceType"] = ["PRIMARY_PEG", "MARKET_PEG"],
        ["pegOffsetType"] = ["PRICE_LEVEL"],
        ["flag"] = ["true", "false"],
        ["time"] = ["1499827319559", "1499827319559000", "1700000000000", "0"],
        ["amount"] = ["0.5", "1", "2.5", "0.00001", "9000"],
        ["price"] = ["100", "100.01", "99.5", "0.01", "1000000"],
        ["number"] = ["0", "1", "2", "10", "1000", "5000", "1000000"],
    };

    /// <summary>
    /// Parameters that an endpoint takes beside symbol, by the end of its method and path; some with the value that makes
    /// the others fit.
    /// </summary>
    private static readonly (string End, string Names)[] Shapes =
    [
        ("POST /api/v3/order", "side type=LIMIT timeInForce quantity price newClientOrderId"),
        ("POST /api/v3/order", "side type=LIMIT timeInForce=GTC quantity=1 price=100"),
        ("POST /api/v3/order", "side type=MARKET quantity"),
        ("POST /api/v3/order", "side type=MARKET quoteOrderQty=100"),
        ("POST /api/v3/order", "side type=STOP_LOSS_LIMIT timeInForce quantity price stopPrice"),
        ("POST /api/v3/order", "side type=TAKE_PROFIT quantity trailingDelta=100"),
        ("POST /api/v3/order", "side type=LIMIT_MAKER quantity price icebergQty"),
        ("/order", "orderId origClientOrderId"),
        ("/order", "orderId"),
        ("/order/test", "side type=LIMIT timeInForce quantity price computeCommissionRates"),
        ("/cancelReplace", "side type=LIMIT timeInForce quantity price cancelReplaceMode cancelOrderId cancelRestrictions"),
        ("/keepPriority", "orderId newQty newClientOrderId"),
        ("/order/oco", "side quantity price stopPrice"),
        ("/order/oco", "side quantity price stopPrice stopLimitPrice stopLimitTimeInForce"),
        ("/orderList/oco", "side=SELL quantity=1 aboveType=LIMIT_MAKER abovePrice belowType=STOP_LOSS belowStopPrice"),
        ("/orderList/oco", "side quantity aboveType aboveStopPrice belowType belowPrice listClientOrderId"),
        ("/orderList/oto", "workingType=LIMIT workingSide workingPrice workingQuantity workingTimeInForce " +
            "pendingType=MARKET pendingSide pendingQuantity"),
        ("/orderList/otoco", "workingType=LIMIT_MAKER workingSide workingPrice workingQuantity pendingSide=SELL " +
            "pendingQuantity pendingAboveType=LIMIT_MAKER pendingAbovePrice pendingBelowType=STOP_LOSS pendingBelowStopPrice"),
        ("DELETE /api/v3/orderList", "orderListId"),
        ("DELETE /api/v3/orderList", "listClientOrderId"),
        ("/orderList", "orderListId"),
        ("/cancelAllAfter", "countdownTime"),
        ("lines", "interval startTime endTime timeZone limit"),
        ("lines", "interval limit"),
        ("/ticker", "windowSize type=MINI"),
        ("/myPreventedMatches", "orderId"),
        ("/amendments", "orderId limit"),
        ("rades", "fromId limit"),
        ("", "limit"),
    ];

    private static readonly string[] Names =
    [
        .. Shapes.SelectMany(shape => shape.Names.Split(' ')).Select(name => name.Split('=')[0]), "quoteOrderQty", "icebergQty", "strategyId", "strategyType",
        "trailingDelta", "newOrderRespType", "selfTradePreventionMode", "recvWindow", "origClientOrderId", "symbols",
        "cancelOrigClientOrderId", "cancelNewClientOrderId", "orderRateLimitExceededMode", "aboveIcebergQty",
        "belowTimeInForce", "belowPrice", "belowTrailingDelta", "pegPriceType", "pegOffsetType", "pegOffsetValue",
        "symbolStatus", "permissions", "showPermissionSets", "omitZeroBalances", "timeUnit", "preventedMatchId",
        "fromPreventedMatchId", "fromExecutionId", "timestamp", "signature", "colour",
    ];

    public static string Name(Random random) => Names[random.Next(Names.Length)];

    /// <summary>A request that would be taken, as often as random values are.</summary>
    public static List<KeyValuePair<string, string>> Fitting(ApiEndpoint endpoint, Random random)
    {
        var parameters = new List<KeyValuePair<string, string>> { Pair("symbol", random) };
        foreach (string name in NamesOf($"{endpoint.Method} {endpoint.Path}", random).Split(' '))
        {
            if (random.Next(20) == 0) continue;
            string[] parts = name.Split('=');
            parameters.Add(parts.Length > 1 ? new(parts[0], parts[1]) : Pair(name, random));
        }
        return parameters;
    }

    public static KeyValuePair<string, string> Pair(string name, Random random)
    {
        string[] words = Words[Kind(name)];
        string value = words[random.Next(words.Length)];
        bool isFree = Kind(name) == "number" && random.Next(2) == 0;
        return new(name, isFree ? random.Next(1, 3000).ToString(CultureInfo.InvariantCulture) : value);
    }

    /// <summary>One of the shapes of the longest end that fits.</summary>
    private static string NamesOf(string endpoint, Random random)
    {
        (string End, string Names)[] fitting =
            [.. Shapes.Where(shape => endpoint.EndsWith(shape.End, StringComparison.Ordinal))];
        int longest = fitting.Max(shape => shape.End.Length);
        string[] names = [.. fitting.Where(shape => shape.End.Length == longest).Select(shape => shape.Names)];
        return names[random.Next(names.Length)];
    }

    private static string Kind(string name)
    {
        if (Words.ContainsKey(name)) return name;
        if (name.EndsWith("ide", StringComparison.Ordinal)) return "side";
        if (name.EndsWith("Type", StringComparison.Ordinal) && name != "strategyType") return "type";
        if (name.EndsWith("TimeInForce", StringComparison.Ordinal)) return "timeInForce";
        if (name.EndsWith("lientOrderId", StringComparison.Ordinal)) return "clientOrderId";
        if (name.EndsWith("rice", StringComparison.Ordinal)) return "price";
        if (name.EndsWith("uantity", StringComparison.Ordinal) || name.EndsWith("Qty", StringComparison.Ordinal)) return "amount";
        if (name is "startTime" or "endTime" or "timestamp") return "time";
        return name is "omitZeroBalances" or "showPermissionSets" or "computeCommissionRates" ? "flag" : "number";
    }
}
