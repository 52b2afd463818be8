using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Errors;

/// <summary>What order lists are refused for: errors.md, -1128 and -1158 to -1199, and the messages about OCO.</summary>
internal static class ListErrors
{
    private const string Oto = "workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=1" +
        "&workingTimeInForce=GTC&pendingType=MARKET&pendingSide=SELL&pendingQuantity=1";

    public static IEnumerable<ErrorCase> Cases =>
    [
        new(400, -1128, "Combination of optional fields invalid. " +
            "Recommendation: 'stopLimitPrice' and 'stopLimitTimeInForce' must both be sent.", "order/oco",
            scene => scene.CallAsync("POST", "/api/v3/order/oco",
                "symbol=BTCUSDT&side=SELL&quantity=1&price=300000&stopPrice=10&stopLimitPrice=9")),
        Oco(-1158, "Order type not supported in OCO.", "SELL", "MARKET", "STOP_LOSS"),
        Oco(-1160, "Parameter 'belowIcebergQty' is not supported if 'belowTimeInForce' is not GTC.", "SELL",
            "LIMIT_MAKER", "STOP_LOSS_LIMIT", "&abovePrice=300000&belowStopPrice=10&belowPrice=9" +
            "&belowTimeInForce=IOC&belowIcebergQty=0.5"),
        Oco(-1165, "A limit order in a buy OCO must be below.", "BUY", "LIMIT_MAKER", "STOP_LOSS"),
        Oco(-1166, "A limit order in a sell OCO must be above.", "SELL", "STOP_LOSS", "LIMIT_MAKER"),
        Oco(-1168, "At least one OCO order must be contingent.", "SELL", "LIMIT_MAKER", "LIMIT_MAKER"),
        Oco(-1196, "A stop loss order in a buy OCO must be above.", "BUY", "STOP_LOSS", "STOP_LOSS"),
        Oco(-1197, "A stop loss order in a sell OCO must be below.", "SELL", "STOP_LOSS", "STOP_LOSS"),
        Oco(-1198, "A take profit order in a buy OCO must be below.", "BUY", "TAKE_PROFIT", "TAKE_PROFIT"),
        Oco(-1199, "A take profit order in a sell OCO must be above.", "SELL", "TAKE_PROFIT", "TAKE_PROFIT"),
        new(400, -2010, "OCO orders are not supported for this symbol", "isn't allowed",
            async scene => await OcoAsync(scene, await scene.WithoutAsync(SymbolFeatures.Oco), "110", "90")),
        new(400, -2010, "OTO orders are not supported for this symbol", "isn't allowed",
            async scene => await scene.CallAsync("POST", "/api/v3/orderList/oto",
                $"symbol={await scene.WithoutAsync(SymbolFeatures.Oto)}&{Oto}")),
        new(400, -2010, "OPO orders are not supported for this symbol.", "not offered",
            scene => scene.CallAsync("POST", "/api/v3/orderList/opo", "symbol=BTCUSDT")),
        new(400, -2010, "The relationship of the prices for the orders is not correct.", "SELL: stop above the last price",
            async scene => await OcoAsync(scene, await scene.TradedSymbolAsync(), "110", "105")),
        new(400, -1013, "Filter failure: MAX_NUM_ORDER_LISTS", "the second", async scene =>
        {
            string symbol = await scene.SymbolAsync(filters => filters with { OrderListsMax = 1 });
            (await OcoAsync(scene, symbol, "110", "90")).Ok();
            return await OcoAsync(scene, symbol, "110", "90");
        }),
        new(400, -1013, "Filter failure: EXCHANGE_MAX_NUM_ORDER_LISTS", "the second", async scene =>
        {
            await scene.StartOwnAsync(settings: new VenueSettings { OrderListsMax = 1 });
            (await OcoAsync(scene, "BTCUSDT", "110", "90")).Ok();
            return await OcoAsync(scene, "ETHUSDT", "110", "90");
        }),
    ];

    private static ErrorCase Oco(
        int code, string message, string side, string above, string below, string more = "") => new(
        400, code, message, $"{side}, {above} above {below}",
        scene => scene.CallAsync("POST", "/api/v3/orderList/oco",
            $"symbol=BTCUSDT&side={side}&quantity=1&aboveType={above}&belowType={below}{more}"));

    private static Task<ApiAnswer> OcoAsync(ErrorScene scene, string symbol, string price, string stop) =>
        scene.CallAsync("POST", "/api/v3/orderList/oco",
            $"symbol={symbol}&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice={price}" +
            $"&belowType=STOP_LOSS&belowStopPrice={stop}");
}
