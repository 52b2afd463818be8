using Bourse.Api.Http;
using Bourse.Api.Orders;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.Orders;

/// <summary>rest-api.md, "Order lists"; errors.md, -1158 to -1199.</summary>
public sealed class ListParserTests
{
    private const long One = 100_000_000;

    [Fact]
    public void An_OCO_is_an_order_above_and_one_below_of_one_quantity()
    {
        PlaceOrderList list = Oco("side=SELL&quantity=5&aboveType=LIMIT_MAKER&abovePrice=3&aboveClientOrderId=up" +
            "&belowType=STOP_LOSS_LIMIT&belowStopPrice=1&belowPrice=0.5&belowTimeInForce=GTC&belowIcebergQty=1");
        Assert.Equal((ListKind.Oco, 5 * One, 5 * One), (list.Kind, list.First.Quantity, list.Second.Quantity));
        Assert.Equal((OrderType.LimitMaker, 3 * One), (list.First.Type, list.First.Price));
        Assert.Equal("up", list.First.ClientOrderId.ToString());
        Assert.Equal((OrderType.StopLossLimit, One, One / 2, One),
            (list.Second.Type, list.Second.StopPrice, list.Second.Price, list.Second.IcebergQuantity));
        Assert.Equal((Side.Sell, Side.Sell), (list.First.Side, list.Second.Side));
    }

    [Theory]
    [InlineData("BUY", "LIMIT", "STOP_LOSS", -1158, "Order type not supported in OCO.")]
    [InlineData("BUY", "STOP_LOSS", "MARKET", -1158, "Order type not supported in OCO.")]
    [InlineData("BUY", "LIMIT_MAKER", "LIMIT_MAKER", -1168, "At least one OCO order must be contingent.")]
    [InlineData("BUY", "LIMIT_MAKER", "STOP_LOSS", -1165, "A limit order in a buy OCO must be below.")]
    [InlineData("SELL", "STOP_LOSS", "LIMIT_MAKER", -1166, "A limit order in a sell OCO must be above.")]
    [InlineData("BUY", "STOP_LOSS", "STOP_LOSS_LIMIT", -1196, "A stop loss order in a buy OCO must be above.")]
    [InlineData("SELL", "STOP_LOSS_LIMIT", "STOP_LOSS", -1197, "A stop loss order in a sell OCO must be below.")]
    [InlineData("BUY", "TAKE_PROFIT", "STOP_LOSS", -1198, "A take profit order in a buy OCO must be below.")]
    [InlineData("SELL", "STOP_LOSS", "TAKE_PROFIT", -1199, "A take profit order in a sell OCO must be above.")]
    public void Legs_on_the_wrong_side(string side, string above, string below, int code, string message) =>
        RefuseOco($"side={side}&quantity=5&aboveType={above}&belowType={below}", code, message);

    [Theory]
    [InlineData("side=SELL&quantity=5&belowType=STOP_LOSS", "aboveType")]
    [InlineData("side=SELL&quantity=5&aboveType=LIMIT_MAKER", "belowType")]
    [InlineData("side=SELL&aboveType=LIMIT_MAKER&belowType=STOP_LOSS", "quantity")]
    [InlineData("quantity=5&aboveType=LIMIT_MAKER&belowType=STOP_LOSS", "side")]
    [InlineData("side=SELL&quantity=5&aboveType=LIMIT_MAKER&belowType=STOP_LOSS&belowStopPrice=1", "abovePrice")]
    public void What_an_OCO_needs(string parameters, string name) =>
        RefuseOco(parameters, -1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    [Fact]
    public void An_iceberg_leg_needs_GTC() => RefuseOco(
        "side=SELL&quantity=5&aboveType=LIMIT_MAKER&abovePrice=3&belowType=STOP_LOSS_LIMIT&belowStopPrice=1" +
        "&belowPrice=1&belowTimeInForce=IOC&belowIcebergQty=1",
        -1160,
        "Parameter 'belowIcebergQty' is not supported if 'belowTimeInForce' is not GTC.");

    [Fact]
    public void An_OTO_is_a_working_order_and_a_pending_one()
    {
        PlaceOrderList list = Read(ListParser.ReadOto, "workingType=LIMIT&workingSide=SELL&workingPrice=1" +
            "&workingQuantity=1&workingTimeInForce=GTC&pendingType=MARKET&pendingSide=BUY&pendingQuantity=5");
        Assert.Equal(
            (ListKind.Oto, OrderType.Limit, Side.Sell), (list.Kind, list.First.Type, list.First.Side));
        Assert.Equal((OrderType.Market, Side.Buy, 5 * One), (list.Second.Type, list.Second.Side, list.Second.Quantity));
    }

    [Fact]
    public void An_OTOCO_has_a_pair_of_pending_orders()
    {
        PlaceOrderList list = Read(ListParser.ReadOtoco, "workingType=LIMIT_MAKER&workingSide=BUY&workingPrice=1" +
            "&workingQuantity=1&pendingSide=SELL&pendingQuantity=2&pendingAboveType=TAKE_PROFIT" +
            "&pendingAboveStopPrice=3&pendingBelowType=STOP_LOSS&pendingBelowTrailingDelta=10");
        Assert.Equal((ListKind.Otoco, 2 * One, 2 * One), (list.Kind, list.Second.Quantity, list.Third.Quantity));
        Assert.Equal((OrderType.TakeProfit, OrderType.StopLoss, 10),
            (list.Second.Type, list.Third.Type, list.Third.TrailingDelta));
    }

    [Fact]
    public void A_working_order_is_LIMIT_or_LIMIT_MAKER()
    {
        using ApiRequest request = ParsedRequest.Of("workingType=MARKET&workingSide=SELL&workingQuantity=1" +
            "&pendingType=MARKET&pendingSide=BUY&pendingQuantity=5");
        ListParser.ReadOto(request);
        ParsedRequest.AssertError(request, -1116, "Invalid orderType.");
    }

    [Theory]
    [InlineData("SELL", OrderType.LimitMaker, OrderType.StopLoss)]
    [InlineData("BUY", OrderType.StopLoss, OrderType.LimitMaker)]
    public void The_deprecated_OCO_puts_its_legs_by_the_side(string side, OrderType above, OrderType below)
    {
        PlaceOrderList list = Read(OldOcoParser.Read, $"side={side}&quantity=1&price=2&stopPrice=3" +
            "&limitClientOrderId=limit&stopClientOrderId=stop");
        Assert.Equal((above, below), (list.First.Type, list.Second.Type));
        OrderParameters limit = above == OrderType.LimitMaker ? list.First : list.Second;
        OrderParameters stop = above == OrderType.LimitMaker ? list.Second : list.First;
        Assert.Equal(("limit", 2 * One, 0), (limit.ClientOrderId.ToString(), limit.Price, limit.StopPrice));
        Assert.Equal(("stop", 0, 3 * One), (stop.ClientOrderId.ToString(), stop.Price, stop.StopPrice));
    }

    [Fact]
    public void The_deprecated_OCO_with_a_limit_on_its_stop()
    {
        PlaceOrderList list = Read(OldOcoParser.Read, "side=SELL&quantity=1&price=2&stopPrice=1.5&stopLimitPrice=1" +
            "&stopLimitTimeInForce=GTC&limitIcebergQty=0.5");
        Assert.Equal((OrderType.StopLossLimit, One, TimeInForce.Gtc),
            (list.Second.Type, list.Second.Price, list.Second.TimeInForce));
        Assert.Equal(One / 2, list.First.IcebergQuantity);
    }

    private static PlaceOrderList Oco(string parameters) => Read(ListParser.ReadOco, parameters);

    private static PlaceOrderList Read(Func<ApiRequest, PlaceOrderList> read, string parameters)
    {
        using ApiRequest request = ParsedRequest.Of(parameters);
        PlaceOrderList list = read(request);
        Assert.Null(request.Parameters.Error);
        return list;
    }

    private static void RefuseOco(string parameters, int code, string message)
    {
        using ApiRequest request = ParsedRequest.Of(parameters);
        ListParser.ReadOco(request);
        ParsedRequest.AssertError(request, code, message);
    }
}
