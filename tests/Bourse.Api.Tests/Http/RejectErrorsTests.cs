using Bourse.Api.Http;
using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Api.Tests.Http;

/// <summary>errors.md, "Messages for -1010, -2010, -2011, and -2038" and "Filter failures".</summary>
public sealed class RejectErrorsTests
{
    [Theory]
    [InlineData(RejectReason.UnknownOrder, -2010, "Unknown order sent.")]
    [InlineData(RejectReason.DuplicateOrder, -2010, "Duplicate order sent.")]
    [InlineData(RejectReason.MarketClosed, -2010, "Market is closed.")]
    [InlineData(RejectReason.InsufficientBalance, -2010, "Account has insufficient balance for requested action.")]
    [InlineData(RejectReason.IcebergNotSupported, -2010, "Iceberg orders are not supported for this symbol.")]
    [InlineData(RejectReason.PriceTimesQuantityTooSmall, -2010, "Price * QTY is zero or less.")]
    [InlineData(RejectReason.IcebergExceedsQuantity, -2010, "IcebergQty exceeds QTY.")]
    [InlineData(RejectReason.AccountActionDisabled, -2010, "This action is disabled on this account.")]
    [InlineData(RejectReason.AccountMayNotTrade, -2010, "This account may not place or cancel orders.")]
    [InlineData(RejectReason.UnsupportedOrderCombination, -1014, "Unsupported order combination.")]
    [InlineData(RejectReason.WouldTriggerImmediately, -2010, "Order would trigger immediately.")]
    [InlineData(RejectReason.WouldMatchImmediately, -2010, "Order would immediately match and take.")]
    [InlineData(RejectReason.ListPricesWrong, -2010, "The relationship of the prices for the orders is not correct.")]
    [InlineData(RejectReason.OcoNotSupported, -2010, "OCO orders are not supported for this symbol")]
    [InlineData(RejectReason.QuoteOrderQuantityNotSupported, -2010,
        "Quote order qty market orders are not support for this symbol.")]
    [InlineData(RejectReason.TrailingStopNotSupported, -2010,
        "Trailing stop orders are not supported for this symbol.")]
    [InlineData(RejectReason.CancelReplaceNotSupported, -2010,
        "Order cancel-replace is not supported for this symbol.")]
    [InlineData(RejectReason.SymbolRestricted, -2010, "This symbol is restricted for this account.")]
    [InlineData(RejectReason.QuoteMarketLiquidityBelowLotSize, -2010,
        "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.")]
    [InlineData(RejectReason.QuoteMarketLiquidityBelowMarketLotSize, -2010,
        "Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity.")]
    [InlineData(RejectReason.QuoteMarketBookEmpty, -2010, "Order book liquidity is less than symbol minimum quantity.")]
    [InlineData(RejectReason.UnknownSymbol, -1121, "Invalid symbol.")]
    [InlineData(RejectReason.RecvWindowExceeded, -1021, "Timestamp for this request is outside of the recvWindow.")]
    [InlineData(RejectReason.InvalidStrategyType, -1134, "`strategyType` was less than 1000000.")]
    [InlineData(RejectReason.TooManyOrders, -1015, "Too many new orders.")]
    [InlineData(RejectReason.KeyRevoked, -2015, "Invalid API-key, IP, or permissions for action.")]
    [InlineData(RejectReason.FilterPrice, -1013, "Filter failure: PRICE_FILTER")]
    [InlineData(RejectReason.FilterPercentPrice, -1013, "Filter failure: PERCENT_PRICE")]
    [InlineData(RejectReason.FilterPercentPriceBySide, -1013, "Filter failure: PERCENT_PRICE_BY_SIDE")]
    [InlineData(RejectReason.FilterLotSize, -1013, "Filter failure: LOT_SIZE")]
    [InlineData(RejectReason.FilterMinNotional, -1013, "Filter failure: MIN_NOTIONAL")]
    [InlineData(RejectReason.FilterNotional, -1013, "Filter failure: NOTIONAL")]
    [InlineData(RejectReason.FilterIcebergParts, -1013, "Filter failure: ICEBERG_PARTS")]
    [InlineData(RejectReason.FilterMarketLotSize, -1013, "Filter failure: MARKET_LOT_SIZE")]
    [InlineData(RejectReason.FilterMaxNumOrders, -1013, "Filter failure: MAX_NUM_ORDERS")]
    [InlineData(RejectReason.FilterMaxNumAlgoOrders, -1013, "Filter failure: MAX_NUM_ALGO_ORDERS")]
    [InlineData(RejectReason.FilterMaxNumIcebergOrders, -1013, "Filter failure: MAX_NUM_ICEBERG_ORDERS")]
    [InlineData(RejectReason.FilterMaxPosition, -1013, "Filter failure: MAX_POSITION")]
    [InlineData(RejectReason.FilterTrailingDelta, -1013, "Filter failure: TRAILING_DELTA")]
    [InlineData(RejectReason.FilterMaxNumOrderLists, -1013, "Filter failure: MAX_NUM_ORDER_LISTS")]
    [InlineData(RejectReason.FilterExchangeMaxNumOrders, -1013, "Filter failure: EXCHANGE_MAX_NUM_ORDERS")]
    [InlineData(RejectReason.FilterExchangeMaxNumAlgoOrders, -1013, "Filter failure: EXCHANGE_MAX_NUM_ALGO_ORDERS")]
    [InlineData(RejectReason.FilterExchangeMaxNumIcebergOrders, -1013,
        "Filter failure: EXCHANGE_MAX_NUM_ICEBERG_ORDERS")]
    [InlineData(RejectReason.FilterExchangeMaxNumOrderLists, -1013, "Filter failure: EXCHANGE_MAX_NUM_ORDER_LISTS")]
    public void A_new_order_is_refused_in_the_words_of_the_specification(RejectReason reason, int code, string message)
    {
        ApiError error = RejectErrors.OfNew(reason);
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData(OrderType.Market, "Market orders are not supported for this symbol.")]
    [InlineData(OrderType.StopLoss, "Stop loss orders are not supported for this symbol.")]
    [InlineData(OrderType.StopLossLimit, "Stop loss limit orders are not supported for this symbol.")]
    [InlineData(OrderType.TakeProfit, "Take profit orders are not supported for this symbol.")]
    [InlineData(OrderType.TakeProfitLimit, "Take profit limit orders are not supported for this symbol.")]
    public void A_type_that_the_symbol_does_not_take(OrderType type, string message)
    {
        ApiError error = RejectErrors.OfNew(RejectReason.OrderTypeNotSupported, type);
        Assert.Equal((-2010, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData(RejectReason.UnknownOrder, "Unknown order sent.")]
    [InlineData(RejectReason.ClientOrderIdMismatch, "Unknown order sent.")]
    [InlineData(RejectReason.UnknownOrderList, "Unknown order sent.")]
    [InlineData(RejectReason.CancelRestrictionFailed, "Order was not canceled due to cancel restrictions.")]
    [InlineData(RejectReason.CancelIdsMissing, "Cancel order is invalid. Check origClOrdId and orderId.")]
    [InlineData(RejectReason.MarketClosed, "Market is closed.")]
    public void A_cancel_is_refused(RejectReason reason, string message)
    {
        ApiError error = RejectErrors.OfCancel(reason);
        Assert.Equal((-2011, message), (error.Code, error.Message));
    }

    /// <summary>filters.md, MAX_NUM_ORDER_AMENDS: one amendment too many is -2038.</summary>
    [Theory]
    [InlineData(RejectReason.AmendQuantityIncrease, -2038, "Order amend (quantity increase) is not supported.")]
    [InlineData(RejectReason.AmendChangesNothing, -2038, "The requested action would change no state; rejecting")]
    [InlineData(RejectReason.AmendNotSupported, -2038, "Order amend is not supported for this symbol.")]
    [InlineData(RejectReason.FilterMaxNumOrderAmends, -2038, "Filter failure: MAX_NUM_ORDER_AMENDS")]
    [InlineData(RejectReason.FilterLotSize, -1013, "Filter failure: LOT_SIZE")]
    public void An_amendment_is_refused(RejectReason reason, int code, string message)
    {
        ApiError error = RejectErrors.OfAmend(reason);
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    /// <summary>
    /// A reason that is added to the venue must be mapped too: the general words are for the operator's own.
    /// </summary>
    [Fact]
    public void Every_reason_of_a_trading_command_has_words_of_its_own()
    {
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            if (reason == RejectReason.None || reason >= RejectReason.NameTaken || reason == RejectReason.UnknownAsset)
                continue;
            Assert.NotEqual("The order was refused.", RejectErrors.OfNew(reason).Message);
        }
    }
}
