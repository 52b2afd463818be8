using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.Orders;

/// <summary>
/// rest-api.md, "New order": the table of types and their mandatory parameters; errors.md for the messages.
/// </summary>
public sealed class OrderParserTests
{
    private const long One = 100_000_000;
    private const string Limit = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=2";

    [Theory]
    [InlineData(Limit, OrderType.Limit)]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=1&price=2", OrderType.LimitMaker)]
    [InlineData("side=BUY&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1&price=2&stopPrice=3",
        OrderType.StopLossLimit)]
    [InlineData("side=BUY&type=TAKE_PROFIT_LIMIT&timeInForce=GTC&quantity=1&price=2&stopPrice=3",
        OrderType.TakeProfitLimit)]
    public void An_order_with_a_price(string parameters, OrderType type)
    {
        OrderParameters order = Read(parameters);
        Assert.Equal((Side.Buy, type, TimeInForce.Gtc), (order.Side, order.Type, order.TimeInForce));
        Assert.Equal((One, 2 * One), (order.Quantity, order.Price));
        Assert.Equal(type is OrderType.Limit or OrderType.LimitMaker ? 0 : 3 * One, order.StopPrice);
        Assert.Equal(SelfTradePreventionMode.SymbolDefault, order.SelfTradePrevention);
        Assert.Equal(GivenParameters.None, order.Given);
    }

    [Fact]
    public void A_market_order_by_quantity_or_by_quote_amount()
    {
        Assert.Equal(One, Read("side=SELL&type=MARKET&quantity=1").Quantity);
        OrderParameters byQuote = Read("side=SELL&type=MARKET&quoteOrderQty=10.5");
        Assert.Equal((0, 1_050_000_000), (byQuote.Quantity, byQuote.QuoteOrderQuantity));
    }

    [Fact]
    public void A_trailing_stop_with_everything_that_is_optional()
    {
        OrderParameters order = Read("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=3&trailingDelta=25&strategyId=0" +
            "&strategyType=1000000&selfTradePreventionMode=DECREMENT&newClientOrderId=mine");
        Assert.Equal((3 * One, 25), (order.StopPrice, order.TrailingDelta));
        Assert.Equal(
            (GivenParameters.HasStrategyId, 0, 1_000_000), (order.Given, order.StrategyId, order.StrategyType));
        Assert.Equal(SelfTradePreventionMode.Decrement, order.SelfTradePrevention);
        Assert.Equal(ClientId.From("mine"), order.ClientOrderId);
    }

    [Fact]
    public void A_client_order_id_is_made_up_of_22_letters_and_digits()
    {
        var ids = new HashSet<string>();
        for (int i = 0; i < 1000; i++) ids.Add(Read(Limit).ClientOrderId.ToString());
        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9]{22}$", id));
    }

    [Fact]
    public void An_iceberg_of_zero_is_none()
    {
        Assert.Equal(0, Read(Limit + "&icebergQty=0").IcebergQuantity);
        Assert.Equal(One / 2, Read(Limit + "&icebergQty=0.5").IcebergQuantity);
    }

    [Theory]
    [InlineData("type=LIMIT", -1102, "side")]
    [InlineData("side=BUY", -1102, "type")]
    [InlineData("side=BUY&type=LIMIT&quantity=1&price=2", -1102, "timeInForce")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1", -1102, "price")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&price=1", -1102, "quantity")]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=1", -1102, "price")]
    [InlineData("side=BUY&type=STOP_LOSS&stopPrice=1", -1102, "quantity")]
    [InlineData("side=BUY&type=STOP_LOSS_LIMIT&quantity=1&price=2&stopPrice=1", -1102, "timeInForce")]
    [InlineData("side=BUY&type=TAKE_PROFIT_LIMIT&quantity=1&timeInForce=GTC&stopPrice=1", -1102, "price")]
    public void What_a_type_needs(string parameters, int code, string name) =>
        Refuse(parameters, code, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    [Theory]
    [InlineData("side=BUY&type=MARKET&quantity=1&price=2", "price")]
    [InlineData("side=BUY&type=MARKET&quantity=1&stopPrice=2", "stopPrice")]
    [InlineData("side=BUY&type=MARKET&quantity=1&trailingDelta=2", "trailingDelta")]
    [InlineData("side=BUY&type=MARKET&quantity=1&icebergQty=2", "icebergQty")]
    [InlineData(Limit + "&stopPrice=2", "stopPrice")]
    [InlineData(Limit + "&trailingDelta=2", "trailingDelta")]
    [InlineData(Limit + "&quoteOrderQty=2", "quoteOrderQty")]
    [InlineData("side=BUY&type=STOP_LOSS&quantity=1&stopPrice=1&price=2", "price")]
    [InlineData("side=BUY&type=TAKE_PROFIT&quantity=1&stopPrice=1&icebergQty=2", "icebergQty")]
    public void What_a_type_does_not_take(string parameters, string name) =>
        Refuse(parameters, -1106, $"Parameter '{name}' sent when not required.");

    [Theory]
    [InlineData("side=BUY&type=MARKET&quantity=1&timeInForce=GTC")]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=1&price=2&timeInForce=GTC")]
    [InlineData("side=BUY&type=STOP_LOSS&quantity=1&stopPrice=2&timeInForce=GTC")]
    public void A_time_in_force_where_there_is_none(string parameters) =>
        Refuse(parameters, -1114, "TimeInForce parameter sent when not required.");

    [Theory]
    [InlineData("side=LEFT&type=LIMIT", -1117, "Invalid side.")]
    [InlineData("side=buy&type=LIMIT", -1117, "Invalid side.")]
    [InlineData("side=BUY&type=LIMITED", -1116, "Invalid orderType.")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTX&quantity=1&price=2", -1115, "Invalid timeInForce.")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=&quantity=1&price=2", -1105, "Parameter 'timeInForce' was empty.")]
    [InlineData(Limit + "&strategyType=999999", -1134, "`strategyType` was less than 1000000.")]
    [InlineData(Limit + "&strategyType=3000000000", -1108, "Parameter 'strategyType' overflowed.")]
    [InlineData(Limit + "&selfTradePreventionMode=MAYBE", -1130,
        "Data sent for parameter 'selfTradePreventionMode' is not valid.")]
    [InlineData(Limit + "&selfTradePreventionMode=TRANSFER", -1013,
        "This symbol does not allow the specified self-trade prevention mode.")]
    [InlineData(Limit + "&pegPriceType=MY_PEG", -1210, "Invalid pegPriceType.")]
    [InlineData(Limit + "&pegPriceType=PRIMARY_PEG&pegOffsetType=TICKS", -1211, "Invalid pegOffsetType.")]
    [InlineData(Limit + "&pegPriceType=PRIMARY_PEG", -2010, "Pegged orders are not supported for this symbol.")]
    [InlineData("side=BUY&type=MARKET", -1102,
        "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!")]
    [InlineData("side=BUY&type=MARKET&quantity=1&quoteOrderQty=1", -1128,
        "Combination of optional parameters invalid.")]
    [InlineData("side=BUY&type=STOP_LOSS&quantity=1", -1102,
        "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0&price=2", -1013, "Filter failure: LOT_SIZE")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0", -1013, "Filter failure: PRICE_FILTER")]
    [InlineData("side=BUY&type=STOP_LOSS&quantity=1&trailingDelta=0", -1013, "Filter failure: TRAILING_DELTA")]
    public void Values_that_are_wrong(string parameters, int code, string message) => Refuse(parameters, code, message);

    private static OrderParameters Read(string parameters)
    {
        using ApiRequest request = ParsedRequest.Of(parameters);
        OrderParameters order = OrderParser.Read(request, LegNames.Single);
        Assert.Null(request.Parameters.Error);
        return order;
    }

    private static void Refuse(string parameters, int code, string message)
    {
        using ApiRequest request = ParsedRequest.Of(parameters);
        OrderParser.Read(request, LegNames.Single);
        ParsedRequest.AssertError(request, code, message);
    }
}
