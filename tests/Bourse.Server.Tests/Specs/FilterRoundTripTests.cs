using Bourse.Server.Json;
using Bourse.Server.Specs;
using Bourse.Venue.Reference;

namespace Bourse.Server.Tests.Specs;

public sealed class FilterRoundTripTests
{
    private static readonly SymbolFilters Full = new()
    {
        PriceMin = 1,
        PriceMax = 2,
        TickSize = 3,
        QuantityMin = 4,
        QuantityMax = 5,
        StepSize = 6,
        MarketQuantityMin = 7,
        MarketQuantityMax = 8,
        MarketStepSize = 9,
        NotionalMin = 10,
        NotionalMax = 11,
        ApplyNotionalMinToMarket = true,
        ApplyNotionalMaxToMarket = true,
        NotionalAveragePriceMinutes = 5,
        PercentPriceBySide = true,
        BidMultiplierUp = 12,
        BidMultiplierDown = 13,
        AskMultiplierUp = 14,
        AskMultiplierDown = 15,
        PercentAveragePriceMinutes = 6,
        IcebergParts = 16,
        OrdersMax = 17,
        AlgoOrdersMax = 18,
        IcebergOrdersMax = 19,
        OrderListsMax = 20,
        OrderAmendsMax = 21,
        PositionMax = 22,
        TrailingAboveDeltaMin = 23,
        TrailingAboveDeltaMax = 24,
        TrailingBelowDeltaMin = 25,
        TrailingBelowDeltaMax = 26,
    };

    private static readonly SymbolFilters Other = Full with
    {
        UseMinNotional = true,
        NotionalMax = 0,
        ApplyNotionalMaxToMarket = false,
        PercentPriceBySide = false,
        AskMultiplierUp = 0,
        AskMultiplierDown = 0,
    };

    [Fact]
    public void Filters_are_read_back_as_they_were_written()
    {
        Assert.Equal(Full, RoundTrip(Full));
        Assert.Equal(Other, RoundTrip(Other));
        Assert.Equal(new SymbolFilters(), RoundTrip(new SymbolFilters()));
    }

    [Fact]
    public void A_filter_given_again_replaces_its_values_and_leaves_the_others()
    {
        JsonCursor filters = JsonCursor.Parse("""[{"filterType": "MAX_NUM_ORDERS", "maxNumOrders": 3}]""");
        Assert.Equal(Full with { OrdersMax = 3 }, FilterReader.Read(filters, Full));
    }

    [Theory]
    [InlineData("""[{"filterType": "NO_SUCH"}]""", "$[0].filterType: no filter of this venue: NO_SUCH")]
    [InlineData("""[{"tickSize": "1"}]""", "$[0]: \"filterType\" is missing")]
    [InlineData("""[{"filterType": "LOT_SIZE", "tickSize": "1"}]""", "$[0].tickSize: unknown")]
    [InlineData("""[{"filterType": "LOT_SIZE", "minQty": "x"}]""", "$[0].minQty: must be an amount")]
    [InlineData("""[{"filterType": "NOTIONAL", "avgPriceMins": 61}]""", "$[0].avgPriceMins: must be a whole number from 0 to 60")]
    public void A_wrong_filter_is_told_with_its_path(string text, string message)
    {
        var mistake =
            Assert.Throws<JsonShapeException>(() => FilterReader.Read(JsonCursor.Parse(text), new SymbolFilters()));
        Assert.StartsWith(message, mistake.Message, StringComparison.Ordinal);
    }

    private static SymbolFilters RoundTrip(SymbolFilters filters) =>
        FilterReader.Read(JsonCursor.Parse(FilterJson.Of(filters).ToJsonString()), new SymbolFilters());
}
