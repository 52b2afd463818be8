using Bourse.Api.Compat;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Errors;

/// <summary>errors.md, "11xx - Request issues", but those of order lists.</summary>
internal static class ParameterErrors
{
    private const string Order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100";
    private const string Market = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";

    public static IEnumerable<ErrorCase> Cases =>
    [
        new(400, -1100, "Illegal characters found in a parameter.", "%G1",
            scene => scene.Venue.SendAsync("POST", ErrorScene.Order, body: "symbol=%G1")),
        Get(-1100, @"Illegal characters found in parameter 'symbol'; legal range is '^[\w\-._&&[^a-z]]{1,50}$'.",
            "ticker/price", "symbol=btcusdt"),
        Get(-1101, "Too many parameters sent for this endpoint.", "ticker/price",
            string.Join('&', Enumerable.Range(1, 101).Select(i => $"p{i}=1"))),
        Get(-1101, "Too many parameters; expected '100' and received '101'.", "ticker",
            "symbols=[" + string.Join(',', Enumerable.Repeat("\"BTCUSDT\"", 101)) + "]"),
        Get(-1101, "Duplicate values for a parameter detected.", "depth", "symbol=BTCUSDT&symbol=BTCUSDT"),
        Get(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.", "depth", ""),
        Get(-1102, "Param 'symbol' or 'symbols' must be sent, but both were empty/null!", "ticker", ""),
        Placed(-1102, "'recvWindow' contains unexpected value. Cannot be greater than 60000.",
            Order + "&recvWindow=60001"),
        new(400, -1104, "Not all sent parameters were read; read '1' parameter(s) but was sent '2'.",
            "with Api:RejectUnknownParameters", UnknownParameterAsync),
        Get(-1105, "Parameter 'symbol' was empty.", "depth", "symbol="),
        Placed(-1106, "Parameter 'stopPrice' sent when not required.", Order + "&stopPrice=1"),
        Placed(-1108, "Parameter 'quantity' overflowed.", Market + "00000000000"),
        Placed(-1111, "Parameter 'price' has too much precision.", Order + ".000000001"),
        Placed(-1114, "TimeInForce parameter sent when not required.", Market + "&timeInForce=GTC"),
        Placed(-1115, "Invalid timeInForce.", Order.Replace("GTC", "GTD", StringComparison.Ordinal)),
        Placed(-1116, "Invalid orderType.", Order.Replace("LIMIT", "LIMITED", StringComparison.Ordinal)),
        Placed(-1117, "Invalid side.", Order.Replace("BUY", "LONG", StringComparison.Ordinal)),
        Placed(-1118, "New client order ID was empty.", Order + "&newClientOrderId="),
        Signed(-1119, "Original client order ID was empty.", "DELETE", "order", "symbol=BTCUSDT&origClientOrderId="),
        Get(-1120, "Invalid interval.", "klines", "symbol=BTCUSDT&interval=7m"),
        Get(-1121, "Invalid symbol.", "depth", "symbol=NOSUCH"),
        new(400, -1125, "This listenKey does not exist.", "with Compat:ListenKey", UnknownListenKeyAsync),
        Get(-1122, "Invalid symbolStatus.", "ticker/price", "symbolStatus=OPEN"),
        Signed(-1127, "More than 24 hours between startTime and endTime.", "GET", "myTrades",
            "symbol=BTCUSDT&startTime=1700000000000&endTime=1700086400001"),
        Get(-1128, "Combination of optional parameters invalid.", "ticker/price", "symbol=BTCUSDT&symbols=[\"BTCUSDT\"]"),
        Get(-1130, "Data sent for parameter 'limit' is not valid.", "depth", "symbol=BTCUSDT&limit=0"),
        Placed(-1134, "`strategyType` was less than 1000000.", Order + "&strategyType=999999"),
        Get(-1135, "JSON sent for parameter 'permissions' is not valid", "exchangeInfo", "permissions=[\"SPOT\""),
        Get(-1139, "Invalid ticker type.", "ticker/24hr", "symbol=BTCUSDT&type=HUGE"),
        Signed(-1145, "Invalid cancelRestrictions", "DELETE", "order",
            "symbol=BTCUSDT&orderId=1&cancelRestrictions=ONLY_OLD"),
        Get(-1151, "Symbol is present multiple times in the list.", "ticker/price", "symbols=[\"BTCUSDT\",\"BTCUSDT\"]"),
        new(400, -1155, "SBE is not enabled.", "X-MBX-SBE: 3:2",
            scene => scene.Venue.SendAsync("GET", "/api/v3/time", headers: ("X-MBX-SBE", "3:2"))),
        Get(-1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.", "time", "timeUnit=SECOND"),
        Placed(-1210, "Invalid pegPriceType.", Order + "&pegPriceType=MIDDLE"),
        Placed(-1211, "Invalid pegOffsetType.", Order + "&pegPriceType=PRIMARY_PEG&pegOffsetType=TICKS"),
        Get(-1220, "The symbol's status does not match the requested symbolStatus.", "ticker/price",
            "symbol=BTCUSDT&symbolStatus=HALT"),
    ];

    private static ErrorCase Get(int code, string message, string path, string query) => new(
        400, code, message, path, scene => scene.Venue.SendAsync("GET", "/api/v3/" + path, query));

    private static ErrorCase Signed(int code, string message, string method, string path, string parameters) => new(
        400, code, message, $"{method} {path}", scene => scene.CallAsync(method, "/api/v3/" + path, parameters));

    private static ErrorCase Placed(int code, string message, string parameters) =>
        Signed(code, message, "POST", "order", parameters);

    private static async Task<ApiAnswer> UnknownListenKeyAsync(ErrorScene scene)
    {
        await scene.StartOwnAsync(new ApiOptions { Compat = new CompatOptions { ListenKey = true } });
        return await scene.CallAsync("PUT", "/api/v3/userDataStream", "listenKey=nobody");
    }

    private static async Task<ApiAnswer> UnknownParameterAsync(ErrorScene scene)
    {
        TestVenue venue = await scene.StartOwnAsync(new ApiOptions { RejectUnknownParameters = true });
        return await venue.SendAsync("GET", "/api/v3/depth", "symbol=BTCUSDT&colour=blue");
    }
}
