using Bourse.Api.Tests.Hosting;
using Bourse.Venue.Reference;

namespace Bourse.Api.Tests.Errors;

/// <summary>errors.md, "Filter failures", but those of order lists: each on a symbol whose filter is broken by one order.</summary>
internal static class FilterErrors
{
    private const long One = TestVenue.One;

    public static IEnumerable<ErrorCase> Cases =>
    [
        Refused("PRICE_FILTER", _ => _, Limit("1", "100.001")),
        Refused("LOT_SIZE", _ => _, Limit("0.000001", "100")),
        Refused("MIN_NOTIONAL", filters => filters with { UseMinNotional = true }, Limit("0.01", "100")),
        Refused("NOTIONAL", _ => _, Limit("0.01", "100")),
        Refused("ICEBERG_PARTS", filters => filters with { IcebergParts = 10 }, Limit("1", "100") + "&icebergQty=0.09"),
        Refused("MARKET_LOT_SIZE", filters => filters with { MarketQuantityMax = One }, "side=BUY&type=MARKET&quantity=2"),
        Refused("MAX_POSITION", filters => filters with { PositionMax = 1_000_000 * One }, Limit("1", "100")),
        Refused("TRAILING_DELTA", _ => _, "side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=9"),
        OffTheLastPrice("PERCENT_PRICE", bySide: false),
        OffTheLastPrice("PERCENT_PRICE_BY_SIDE", bySide: true),
        Second("MAX_NUM_ORDERS", filters => filters with { OrdersMax = 1 }, Limit("1", "100")),
        Second("MAX_NUM_ALGO_ORDERS", filters => filters with { AlgoOrdersMax = 1 }, Stop),
        Second("MAX_NUM_ICEBERG_ORDERS", filters => filters with { IcebergOrdersMax = 1 }, Iceberg),
        SecondOfVenue("EXCHANGE_MAX_NUM_ORDERS", new VenueSettings { OrdersMax = 1 }, Limit("1", "100")),
        SecondOfVenue("EXCHANGE_MAX_NUM_ALGO_ORDERS", new VenueSettings { AlgoOrdersMax = 1 }, Stop),
        SecondOfVenue("EXCHANGE_MAX_NUM_ICEBERG_ORDERS", new VenueSettings { IcebergOrdersMax = 1 }, Iceberg),
        new(400, -2038, "Filter failure: MAX_NUM_ORDER_AMENDS", "filters.md, MAX_NUM_ORDER_AMENDS", async scene =>
        {
            string symbol = await scene.SymbolAsync(filters => filters with { OrderAmendsMax = 1 });
            long id = await scene.LimitAsync(symbol, "BUY", "3", "100");
            const string Amend = "/api/v3/order/amend/keepPriority";
            (await scene.CallAsync("PUT", Amend, $"symbol={symbol}&orderId={id}&newQty=2")).Ok();
            return await scene.CallAsync("PUT", Amend, $"symbol={symbol}&orderId={id}&newQty=1");
        }),
        new(400, -1013, "This symbol does not allow the specified self-trade prevention mode.", "faqs/stp_faq.md",
            async scene => await scene.PlaceAsync(
                ErrorScene.LimitOf(await scene.Venue.AddSymbolAsync(spec => spec with
                {
                    AllowedSelfTradePrevention = SelfTradePreventionModes.ExpireMaker,
                }), "BUY", "1", "100") + "&selfTradePreventionMode=NONE")),
    ];

    private const string Stop = "side=SELL&type=STOP_LOSS&quantity=1&stopPrice=50";

    private static string Iceberg => Limit("1", "100") + "&icebergQty=0.5";

    private static string Limit(string quantity, string price) =>
        $"side=BUY&type=LIMIT&timeInForce=GTC&quantity={quantity}&price={price}";

    private static ErrorCase Failure(string filter, Func<ErrorScene, Task<ApiAnswer>> provoke) =>
        new(400, -1013, "Filter failure: " + filter, "filters.md", provoke);

    private static ErrorCase Refused(string filter, Func<SymbolFilters, SymbolFilters> filters, string order) =>
        Failure(filter, async scene => await scene.PlaceAsync($"symbol={await scene.SymbolAsync(filters)}&{order}"));

    private static ErrorCase Second(string filter, Func<SymbolFilters, SymbolFilters> filters, string order) =>
        Failure(filter, async scene =>
        {
            string symbol = await scene.SymbolAsync(filters);
            (await scene.PlaceAsync($"symbol={symbol}&{order}")).Ok();
            return await scene.PlaceAsync($"symbol={symbol}&{order}");
        });

    private static ErrorCase SecondOfVenue(string filter, VenueSettings settings, string order) =>
        Failure(filter, async scene =>
        {
            await scene.StartOwnAsync(settings: settings);
            (await scene.PlaceAsync($"symbol=BTCUSDT&{order}")).Ok();
            return await scene.PlaceAsync($"symbol=ETHUSDT&{order}");
        });

    /// <summary>A bid of 49 where 50 of the last price, 100, is the lowest.</summary>
    private static ErrorCase OffTheLastPrice(string filter, bool bySide) => Failure(filter, async scene =>
    {
        string symbol = await scene.TradedSymbolAsync(spec => spec with
        {
            Filters = spec.Filters with
            {
                PercentPriceBySide = bySide,
                BidMultiplierUp = 2 * One,
                BidMultiplierDown = One / 2,
                AskMultiplierUp = 2 * One,
                AskMultiplierDown = One / 2,
            },
        });
        return await scene.PlaceAsync($"symbol={symbol}&{Limit("1", "49")}");
    });
}
