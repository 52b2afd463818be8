using System.Text.Json.Nodes;
using Bourse.Venue.Reference;
using static Bourse.Api.Tests.MarketData.Events;

namespace Bourse.Api.Tests.MarketData;

public sealed class ExchangeInfoTests
{
    /// <summary>
    /// rest-api.md, "Exchange information": every filter with the numbers of its example in filters.md, rate limits with
    /// those of enums.md but RAW_REQUESTS, which is 300,000 since 2026-04-02 (CHANGELOG.md, 2026-03-27).
    /// </summary>
    private static readonly SymbolFilters AllFilters = new()
    {
        PriceMin = Units("0.00000100"),
        PriceMax = Units("100000"),
        TickSize = Units("0.00000100"),
        QuantityMin = Units("0.001"),
        QuantityMax = Units("100000"),
        StepSize = Units("0.001"),
        MarketQuantityMin = Units("0.001"),
        MarketQuantityMax = Units("100000"),
        MarketStepSize = Units("0.001"),
        NotionalMin = Units("10"),
        NotionalMax = Units("10000"),
        NotionalAveragePriceMinutes = 5,
        PercentPriceBySide = true,
        BidMultiplierUp = Units("1.2"),
        BidMultiplierDown = Units("0.2"),
        AskMultiplierUp = Units("5"),
        AskMultiplierDown = Units("0.8"),
        PercentAveragePriceMinutes = 1,
        IcebergParts = 10,
        OrdersMax = 25,
        AlgoOrdersMax = 5,
        IcebergOrdersMax = 5,
        OrderListsMax = 20,
        OrderAmendsMax = 10,
        PositionMax = Units("10"),
        TrailingAboveDeltaMin = 10,
        TrailingAboveDeltaMax = 2000,
        TrailingBelowDeltaMin = 10,
        TrailingBelowDeltaMax = 2000,
    };

    [Fact]
    public void Every_field_stands_in_the_order_of_the_specification()
    {
        var calls = new PublicCalls();
        SymbolSpec symbol = PublicCalls.Symbol(1, "ETHBTC") with
        {
            BaseAssetId = 4,
            Filters = AllFilters,
            Features = SymbolFeatures.All & ~SymbolFeatures.TrailingStop & ~SymbolFeatures.Amend,
        };
        var settings = new VenueSettings
        {
            OrdersMax = 1000,
            AlgoOrdersMax = 200,
            IcebergOrdersMax = 10000,
            OrderListsMax = 20,
        };
        calls.SetReference(settings, TradingStatus.Trading, symbol);
        Assert.Equal(PublicCalls.Compact(Whole), calls.Get("exchangeInfo"));
    }

    [Fact]
    public void Min_notional_and_percent_price_take_the_place_of_their_newer_forms()
    {
        var filters = new SymbolFilters
        {
            UseMinNotional = true,
            NotionalMin = Units("0.001"),
            ApplyNotionalMinToMarket = true,
            NotionalAveragePriceMinutes = 5,
            BidMultiplierUp = Units("1.3"),
            BidMultiplierDown = Units("0.7"),
            PercentAveragePriceMinutes = 5,
        };
        var calls = new PublicCalls();
        calls.SetReference(
            new VenueSettings(), TradingStatus.Trading, PublicCalls.Symbol(1, "BNBBTC") with { Filters = filters });
        string answer = calls.Get("exchangeInfo");
        Assert.Contains(
            """{"filterType":"MIN_NOTIONAL","minNotional":"0.00100000","applyToMarket":true,"avgPriceMins":5}""", answer);
        Assert.Contains(
            """{"filterType":"PERCENT_PRICE","multiplierUp":"1.3000","multiplierDown":"0.7000","avgPriceMins":5}""", answer);
        Assert.DoesNotContain("\"NOTIONAL\"", answer);
        Assert.DoesNotContain("PERCENT_PRICE_BY_SIDE", answer);
    }

    [Fact]
    public void Rules_that_are_off_are_left_out_but_for_price_and_lot_size()
    {
        JsonNode symbol = JsonNode.Parse(new PublicCalls().Get("exchangeInfo?symbol=BNBBTC"))!["symbols"]![0]!;
        Assert.Equal(
            ["PRICE_FILTER", "LOT_SIZE"], symbol["filters"]!.AsArray().Select(filter => (string)filter!["filterType"]!));
    }

    /// <summary>ccxt stops at a tick or step of 0, and takes 0 for the greatest quantity at its word.</summary>
    [Fact]
    public void Rules_that_are_off_are_told_so_that_clients_can_compute_with_them()
    {
        var calls = new PublicCalls();
        var filters = new SymbolFilters { NotionalMin = Units("5"), MarketQuantityMin = Units("1") };
        calls.SetReference(
            new VenueSettings(), TradingStatus.Trading, PublicCalls.Symbol(1, "BNBBTC") with { Filters = filters });
        string answer = calls.Get("exchangeInfo");
        Assert.Contains(
            """{"filterType":"PRICE_FILTER","minPrice":"0.00000000","maxPrice":"0.00000000","tickSize":"0.00000001"}""", answer);
        Assert.Contains(
            """{"filterType":"LOT_SIZE","minQty":"0.00000000","maxQty":"92233720368.54775807","stepSize":"0.00000001"}""", answer);
        Assert.Contains("""
            "minQty":"1.00000000","maxQty":"92233720368.54775807","stepSize":"0.00000000"
            """, answer);
        Assert.Contains("""
            "maxNotional":"92233720368.54775807"
            """, answer);
    }

    [Theory]
    [InlineData("exchangeInfo", "BNBBTC,LTCBTC,ETHBTC")]
    [InlineData("exchangeInfo?symbol=LTCBTC", "LTCBTC")]
    [InlineData("exchangeInfo?symbols=[\"ETHBTC\",\"BNBBTC\"]", "ETHBTC,BNBBTC")]
    [InlineData("exchangeInfo?symbols=%5B%22BNBBTC%22,%22LTCBTC%22%5D", "BNBBTC,LTCBTC")]
    [InlineData("exchangeInfo?permissions=SPOT", "BNBBTC,LTCBTC,ETHBTC")]
    [InlineData("exchangeInfo?permissions=%5B%22MARGIN%22%2C%22LEVERAGED%22%5D", "")]
    [InlineData("exchangeInfo?permissions=[\"SPOT\",\"TRD_GRP_002\"]", "BNBBTC,LTCBTC,ETHBTC")]
    [InlineData("exchangeInfo?symbolStatus=TRADING", "BNBBTC,ETHBTC")]
    [InlineData("exchangeInfo?symbolStatus=HALT", "LTCBTC")]
    [InlineData("exchangeInfo?symbolStatus=BREAK", "")]
    public void Symbols_are_named_or_chosen(string url, string expected)
    {
        var calls = new PublicCalls();
        calls.SetReference(
            new VenueSettings(),
            TradingStatus.Trading,
            PublicCalls.Symbol(1, "BNBBTC"),
            PublicCalls.Symbol(2, "LTCBTC") with { Status = TradingStatus.Halt },
            PublicCalls.Symbol(3, "ETHBTC"));
        JsonArray symbols = JsonNode.Parse(calls.Get(url))!["symbols"]!.AsArray();
        Assert.Equal(expected, string.Join(',', symbols.Select(symbol => (string)symbol!["symbol"]!)));
    }

    /// <summary>CANCEL_ONLY: CHANGELOG.md, 2026-07-01.</summary>
    [Theory]
    [InlineData(TradingStatus.Trading, TradingStatus.Trading, "TRADING")]
    [InlineData(TradingStatus.Trading, TradingStatus.CancelOnly, "CANCEL_ONLY")]
    [InlineData(TradingStatus.CancelOnly, TradingStatus.Trading, "CANCEL_ONLY")]
    [InlineData(TradingStatus.CancelOnly, TradingStatus.Halt, "HALT")]
    [InlineData(TradingStatus.Halt, TradingStatus.CancelOnly, "HALT")]
    public void The_stricter_of_the_venues_and_the_symbols_status_holds(
        TradingStatus symbol, TradingStatus venue, string expected)
    {
        var calls = new PublicCalls();
        calls.SetReference(new VenueSettings(), venue, PublicCalls.Symbol(1, "BNBBTC") with { Status = symbol });
        Assert.Equal(expected, (string)JsonNode.Parse(calls.Get("exchangeInfo"))!["symbols"]![0]!["status"]!);
    }

    [Fact]
    public void Permission_sets_can_be_left_empty()
    {
        var calls = new PublicCalls();
        Assert.Contains("\"permissionSets\":[]", calls.Get("exchangeInfo?showPermissionSets=false"));
        Assert.Contains("\"permissionSets\":[[\"SPOT\"]]", calls.Get("exchangeInfo?showPermissionSets=true"));
    }

    [Fact]
    public void A_change_of_the_reference_data_shows_at_once()
    {
        var calls = new PublicCalls();
        Assert.Contains("LTCBTC", calls.Get("exchangeInfo"));
        calls.SetReference(new VenueSettings(), TradingStatus.Trading, "XRPBTC");
        Assert.Contains("XRPBTC", calls.Get("exchangeInfo"));
        Assert.DoesNotContain("LTCBTC", calls.Get("exchangeInfo"));
    }

    [Fact]
    public void Rate_limits_are_those_in_force()
    {
        var calls = new PublicCalls(new ApiOptions
        {
            Limits = new() { WeightPerMinute = 1200, RequestsPerFiveMinutes = 0 },
        });
        calls.SetReference(
            new VenueSettings { OrderRateLimits = [new(10, 50), new(120, 7), new(7200, 8)] }, TradingStatus.Trading, "BNBBTC");
        JsonNode limits = JsonNode.Parse(calls.Get("exchangeInfo"))!["rateLimits"]!;
        Assert.Equal(
            ["REQUEST_WEIGHT MINUTE 1 1200", "ORDERS SECOND 10 50", "ORDERS MINUTE 2 7", "ORDERS HOUR 2 8"],
            limits.AsArray().Select(limit => string.Join(' ', limit!.AsObject().Select(field => field.Value!.ToString()))));
    }

    [Theory]
    [InlineData("exchangeInfo?symbol=NONE", -1121, "Invalid symbol.")]
    [InlineData("exchangeInfo?symbols=[\"BNBBTC\",\"NONE\"]", -1121, "Invalid symbol.")]
    [InlineData("exchangeInfo?symbols=[\"BNBBTC\",\"BNBBTC\"]", -1151, "Symbol is present multiple times in the list.")]
    [InlineData("exchangeInfo?symbol=BNBBTC&symbols=[\"LTCBTC\"]", -1128, "Combination of optional parameters invalid.")]
    [InlineData("exchangeInfo?symbol=BNBBTC&permissions=SPOT", -1128, "Combination of optional parameters invalid.")]
    [InlineData("exchangeInfo?symbols=[\"LTCBTC\"]&symbolStatus=HALT", -1128, "Combination of optional parameters invalid.")]
    [InlineData("exchangeInfo?symbolStatus=OPEN", -1122, "Invalid symbolStatus.")]
    [InlineData("exchangeInfo?permissions=ALL", -1130, "Data sent for parameter 'permissions' is not valid.")]
    [InlineData("exchangeInfo?permissions=[SPOT]", -1130, "Data sent for parameter 'permissions' is not valid.")]
    [InlineData("exchangeInfo?permissions=", -1105, "Parameter 'permissions' was empty.")]
    [InlineData("exchangeInfo?showPermissionSets=maybe", -1130, "Data sent for parameter 'showPermissionSets' is not valid.")]
    public void Bad_parameters_are_told(string url, int code, string message) =>
        Assert.Equal((code, message), new PublicCalls().Error(url));

    private const string Whole = """
        {
          "timezone": "UTC",
          "serverTime": 1565246363776,
          "rateLimits": [
            {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1, "limit": 6000},
            {"rateLimitType": "ORDERS", "interval": "SECOND", "intervalNum": 10, "limit": 100},
            {"rateLimitType": "ORDERS", "interval": "DAY", "intervalNum": 1, "limit": 200000},
            {"rateLimitType": "RAW_REQUESTS", "interval": "MINUTE", "intervalNum": 5, "limit": 300000}
          ],
          "exchangeFilters": [
            {"filterType": "EXCHANGE_MAX_NUM_ORDERS", "maxNumOrders": 1000},
            {"filterType": "EXCHANGE_MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 200},
            {"filterType": "EXCHANGE_MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders": 10000},
            {"filterType": "EXCHANGE_MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20}
          ],
          "symbols": [
            {
              "symbol": "ETHBTC",
              "status": "TRADING",
              "baseAsset": "ETH",
              "baseAssetPrecision": 8,
              "quoteAsset": "BTC",
              "quotePrecision": 8,
              "quoteAssetPrecision": 8,
              "baseCommissionPrecision": 8,
              "quoteCommissionPrecision": 8,
              "orderTypes": [
                "LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"
              ],
              "icebergAllowed": true,
              "ocoAllowed": true,
              "otoAllowed": true,
              "opoAllowed": false,
              "quoteOrderQtyMarketAllowed": true,
              "allowTrailingStop": false,
              "cancelReplaceAllowed": true,
              "amendAllowed": false,
              "pegInstructionsAllowed": false,
              "isSpotTradingAllowed": true,
              "isMarginTradingAllowed": false,
              "filters": [
                {
                  "filterType": "PRICE_FILTER",
                  "minPrice": "0.00000100",
                  "maxPrice": "100000.00000000",
                  "tickSize": "0.00000100"
                },
                {
                  "filterType": "LOT_SIZE",
                  "minQty": "0.00100000",
                  "maxQty": "100000.00000000",
                  "stepSize": "0.00100000"
                },
                {
                  "filterType": "MARKET_LOT_SIZE",
                  "minQty": "0.00100000",
                  "maxQty": "100000.00000000",
                  "stepSize": "0.00100000"
                },
                {"filterType": "ICEBERG_PARTS", "limit": 10},
                {
                  "filterType": "TRAILING_DELTA",
                  "minTrailingAboveDelta": 10,
                  "maxTrailingAboveDelta": 2000,
                  "minTrailingBelowDelta": 10,
                  "maxTrailingBelowDelta": 2000
                },
                {
                  "filterType": "PERCENT_PRICE_BY_SIDE",
                  "bidMultiplierUp": "1.2",
                  "bidMultiplierDown": "0.2",
                  "askMultiplierUp": "5",
                  "askMultiplierDown": "0.8",
                  "avgPriceMins": 1
                },
                {
                  "filterType": "NOTIONAL",
                  "minNotional": "10.00000000",
                  "applyMinToMarket": false,
                  "maxNotional": "10000.00000000",
                  "applyMaxToMarket": false,
                  "avgPriceMins": 5
                },
                {"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 25},
                {"filterType": "MAX_NUM_ORDER_LISTS", "maxNumOrderLists": 20},
                {"filterType": "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders": 5},
                {"filterType": "MAX_NUM_ICEBERG_ORDERS", "maxNumIcebergOrders": 5},
                {"filterType": "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends": 10},
                {"filterType": "MAX_POSITION", "maxPosition": "10.00000000"}
              ],
              "permissions": [],
              "permissionSets": [["SPOT"]],
              "defaultSelfTradePreventionMode": "EXPIRE_MAKER",
              "allowedSelfTradePreventionModes": ["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"]
            }
          ]
        }
        """;
}
