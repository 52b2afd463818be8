using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Commands;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Errors;

/// <summary>errors.md, -2010 to -2043 and "Messages for -1010, -2010, -2011, and -2038", but those of order lists.</summary>
internal static class OrderErrors
{
    private const string Unsupported = "Unsupported order combination";
    private const string Replace = "/api/v3/order/cancelReplace";
    private const string Amend = "/api/v3/order/amend/keepPriority";

    public static IEnumerable<ErrorCase> Cases => [.. NewOrders, .. Cancels, .. Replacements, .. Amendments, .. Queries];

    private static IEnumerable<ErrorCase> NewOrders =>
    [
        New("Duplicate order sent.", async scene =>
        {
            await scene.LimitAsync("BTCUSDT", "BUY", "1", "100", "&newClientOrderId=twice");
            return await scene.PlaceAsync(ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100") + "&newClientOrderId=twice");
        }),
        New("Market is closed.", async scene =>
        {
            string symbol = await scene.Venue.AddSymbolAsync(spec => spec);
            await scene.SetStatusAsync(symbol, TradingStatus.Halt);
            return await scene.PlaceAsync(ErrorScene.LimitOf(symbol, "BUY", "1", "100"));
        }),
        New("Account has insufficient balance for requested action.",
            scene => scene.PlaceAsync(ErrorScene.LimitOf("BTCUSDT", "BUY", "9000", "1000000"))),
        WithoutType(OrderTypes.Market, "Market orders are not supported for this symbol.", "MARKET&quantity=1"),
        WithoutType(OrderTypes.StopLoss, "Stop loss orders are not supported for this symbol.",
            "STOP_LOSS&quantity=1&stopPrice=200"),
        WithoutType(OrderTypes.StopLossLimit, "Stop loss limit orders are not supported for this symbol.",
            "STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1&price=200&stopPrice=200"),
        WithoutType(OrderTypes.TakeProfit, "Take profit orders are not supported for this symbol.",
            "TAKE_PROFIT&quantity=1&stopPrice=50"),
        WithoutType(OrderTypes.TakeProfitLimit, "Take profit limit orders are not supported for this symbol.",
            "TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=1&price=50&stopPrice=50"),
        WithoutType(OrderTypes.LimitMaker, Unsupported, "LIMIT_MAKER&quantity=1&price=100"),
        Without(SymbolFeatures.Iceberg, "Iceberg orders are not supported for this symbol.",
            "LIMIT&timeInForce=GTC&quantity=1&price=100&icebergQty=0.5"),
        Without(SymbolFeatures.TrailingStop, "Trailing stop orders are not supported for this symbol.",
            "STOP_LOSS&quantity=1&trailingDelta=100"),
        Without(SymbolFeatures.QuoteOrderQuantityMarket,
            "Quote order qty market orders are not support for this symbol.", "MARKET&quoteOrderQty=100"),
        New("Pegged orders are not supported for this symbol.",
            scene => scene.PlaceAsync("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&pegPriceType=PRIMARY_PEG")),
        New("Price * QTY is zero or less.", async scene => await scene.PlaceAsync(ErrorScene.LimitOf(
            await scene.SymbolAsync(_ => new SymbolFilters()), "BUY", "0.5", "0.00000001"))),
        New("IcebergQty exceeds QTY.",
            scene => scene.PlaceAsync(ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100") + "&icebergQty=2")),
        New("This account may not place or cancel orders.", KilledAsync),
        New("Order would trigger immediately.", async scene => await scene.PlaceAsync(
            $"symbol={await scene.TradedSymbolAsync()}&side=SELL&type=STOP_LOSS&quantity=1&stopPrice=101")),
        New("Order would immediately match and take.", async scene => await scene.PlaceAsync(
            $"symbol={await scene.TradedSymbolAsync()}&side=BUY&type=LIMIT_MAKER&quantity=1&price=110")),
        New("Order book liquidity is less than symbol minimum quantity.", async scene => await scene.PlaceAsync(
            $"symbol={await scene.SymbolAsync(_ => _)}&side=BUY&type=MARKET&quoteOrderQty=100")),
        New("Order book liquidity is less than `LOT_SIZE` filter minimum quantity.",
            scene => HalfLeftAsync(scene, filters => filters with { QuantityMin = TestVenue.One })),
        New("Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity.",
            scene => HalfLeftAsync(scene, filters => filters with { MarketQuantityMin = TestVenue.One })),
    ];

    private static IEnumerable<ErrorCase> Cancels =>
    [
        Cancel("Unknown order sent.", scene => scene.CallAsync("DELETE", ErrorScene.Order, "symbol=BTCUSDT&orderId=987654321")),
        Cancel("Order was not canceled due to cancel restrictions.", async scene =>
        {
            long id = await scene.LimitAsync("BTCUSDT", "BUY", "1", "100");
            return await scene.CallAsync(
                "DELETE", ErrorScene.Order, $"symbol=BTCUSDT&orderId={id}&cancelRestrictions=ONLY_PARTIALLY_FILLED");
        }),
        Cancel("Market is closed.", async scene =>
        {
            string symbol = await scene.Venue.AddSymbolAsync(spec => spec);
            long id = await scene.LimitAsync(symbol, "BUY", "1", "100");
            await scene.SetStatusAsync(symbol, TradingStatus.Halt);
            return await scene.CallAsync("DELETE", ErrorScene.Order, $"symbol={symbol}&orderId={id}");
        }),
    ];

    private static IEnumerable<ErrorCase> Replacements =>
    [
        Without(SymbolFeatures.CancelReplace, "Order cancel-replace is not supported for this symbol.",
            "LIMIT&timeInForce=GTC&quantity=1&price=100&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1", Replace),
        new(409, -2021, "Order cancel-replace partially failed.", "no such order", scene => ReplaceAsync(scene, "ALLOW_FAILURE")),
        new(400, -2022, "Order cancel-replace failed.", "no such order", scene => ReplaceAsync(scene, "STOP_ON_FAILURE")),
    ];

    private static IEnumerable<ErrorCase> Amendments =>
    [
        Amended("Order amend is not supported for this symbol.", "1",
            spec => spec with { Features = SymbolFeatures.All & ~SymbolFeatures.Amend }),
        Amended("Order amend (quantity increase) is not supported.", "3", spec => spec),
        Amended("The requested action would change no state; rejecting", "2", spec => spec),
    ];

    private static IEnumerable<ErrorCase> Queries =>
    [
        new(400, -2013, "Order does not exist.", "no such id",
            scene => scene.CallAsync("GET", ErrorScene.Order, "symbol=BTCUSDT&orderId=987654321")),
        new(401, -2014, "API-key format invalid.", "no letters and digits",
            async scene => await scene.Venue.CallAsync(
                await scene.KeyAsync() with { ApiKey = "no-key!" }, "GET", "/api/v3/account")),
        new(401, -2015, "Invalid API-key, IP, or permissions for action.", "nobody's key",
            async scene => await scene.Venue.CallAsync(
                await scene.KeyAsync() with { ApiKey = new string('k', 64) }, "GET", "/api/v3/account")),
        new(400, -2026, "Order was canceled or expired with no executed qty over 90 days ago and has been archived.",
            "a cancel 90 days and a second ago", scene => ArchivedAsync(scene, TimeSpan.FromSeconds(1))),
        new(400, -2039, "Client order ID is not correct for this order ID.", "another's", async scene =>
        {
            long id = await scene.LimitAsync("BTCUSDT", "BUY", "1", "100", "&newClientOrderId=mine");
            return await scene.CallAsync("GET", ErrorScene.Order, $"symbol=BTCUSDT&orderId={id}&origClientOrderId=other");
        }),
        new(400, -2043, "This symbol doesn't have a reference price.", "none has one",
            scene => scene.Venue.SendAsync("GET", "/api/v3/referencePrice", "symbol=BTCUSDT")),
    ];

    /// <summary>Asks for an order that was canceled unfilled 90 days and so long ago.</summary>
    public static async Task<ApiAnswer> ArchivedAsync(ErrorScene scene, TimeSpan over)
    {
        TestVenue venue = await scene.StartOwnAsync();
        venue.LogClock.Freeze();
        long id = await scene.LimitAsync("BTCUSDT", "BUY", "1", "100");
        (await scene.CallAsync("DELETE", ErrorScene.Order, $"symbol=BTCUSDT&orderId={id}")).Ok();
        venue.LogClock.Offset += TimeSpan.FromDays(90) + over;
        await venue.OpenAccountAsync("later");
        return await scene.CallAsync("GET", ErrorScene.Order, $"symbol=BTCUSDT&orderId={id}");
    }

    private static ErrorCase New(string message, Func<ErrorScene, Task<ApiAnswer>> provoke) =>
        new(400, -2010, message, "new order", provoke);

    private static ErrorCase Cancel(string message, Func<ErrorScene, Task<ApiAnswer>> provoke) =>
        new(400, -2011, message, "cancel", provoke);

    private static ErrorCase WithoutType(OrderTypes type, string message, string order) => New(
        message, async scene => await scene.PlaceAsync($"symbol={await scene.WithoutAsync(type)}&side=BUY&type={order}"));

    private static ErrorCase Without(
        SymbolFeatures feature, string message, string order, string path = ErrorScene.Order) => New(
        message, async scene => await scene.CallAsync(
            "POST", path, $"symbol={await scene.WithoutAsync(feature)}&side=BUY&type={order}"));

    /// <summary>An order for 2 is amended.</summary>
    private static ErrorCase Amended(string message, string quantity, Func<SymbolSpec, SymbolSpec> change) => new(
        400, -2038, message, "amendment", async scene =>
        {
            string symbol = await scene.Venue.AddSymbolAsync(change);
            long id = await scene.LimitAsync(symbol, "BUY", "2", "100");
            return await scene.CallAsync("PUT", Amend, $"symbol={symbol}&orderId={id}&newQty={quantity}");
        });

    private static async Task<ApiAnswer> KilledAsync(ErrorScene scene)
    {
        await scene.Venue.OperateAsync(new KillAccount((await scene.KeyAsync()).AccountId));
        return await scene.PlaceAsync(ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100"));
    }

    /// <summary>The book has half a unit for sale, and a market order by quote amount comes.</summary>
    private static async Task<ApiAnswer> HalfLeftAsync(ErrorScene scene, Func<SymbolFilters, SymbolFilters> filters)
    {
        string symbol = await scene.SymbolAsync(filters);
        TestKey other = await scene.Venue.OpenAccountAsync("half-" + Guid.NewGuid().ToString("N"));
        (await scene.Venue.PlaceAsync(other, ErrorScene.LimitOf(symbol, "SELL", "1.5", "100"))).Ok();
        await scene.LimitAsync(symbol, "BUY", "1", "100");
        return await scene.PlaceAsync($"symbol={symbol}&side=BUY&type=MARKET&quoteOrderQty=1000");
    }

    private static Task<ApiAnswer> ReplaceAsync(ErrorScene scene, string mode) => scene.CallAsync(
        "POST", Replace, ErrorScene.LimitOf("BTCUSDT", "BUY", "1", "100") + $"&cancelReplaceMode={mode}&cancelOrderId=987654321");
}
