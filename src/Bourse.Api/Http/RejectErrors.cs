using Bourse.Venue;
using Bourse.Venue.Orders;

namespace Bourse.Api.Http;

/// <summary>The one place that says what the API answers when the venue refuses (errors.md).</summary>
public static class RejectErrors
{
    private const int Filter = -1013;
    private const int New = -2010;
    private const int Cancel = -2011;
    private const int Amend = -2038;

    /// <summary>A new order or order list was refused.</summary>
    public static ApiError OfNew(RejectReason reason, OrderType type = OrderType.Limit) => reason switch
    {
        RejectReason.OrderTypeNotSupported => new(New, TypeNotSupported(type)),
        _ => Common(reason) ?? FilterFailure(reason) ?? new(New, Message(reason)),
    };

    /// <summary>A cancel was refused.</summary>
    public static ApiError OfCancel(RejectReason reason) => Common(reason) ?? new(Cancel, Message(reason));

    /// <summary>An amendment was refused; one too many has its code too, not the filters' (filters.md).</summary>
    public static ApiError OfAmend(RejectReason reason) =>
        Common(reason) ?? FilterFailure(reason, reason == RejectReason.FilterMaxNumOrderAmends ? Amend : Filter)
        ?? new(Amend, Message(reason));

    private static ApiError? Common(RejectReason reason) => reason switch
    {
        RejectReason.RecvWindowExceeded => ApiErrors.TimestampOutsideWindow,
        RejectReason.UnknownSymbol => ApiErrors.InvalidSymbol,
        RejectReason.UnknownAccount or RejectReason.UnknownKey or RejectReason.KeyRevoked => ApiErrors.RejectedKey,
        RejectReason.Malformed or RejectReason.UnknownCommand or RejectReason.ProtocolVersionTooOld =>
            ApiErrors.Unknown,
        RejectReason.UnsupportedOrderCombination => new(-1014, "Unsupported order combination."),
        RejectReason.TooManyOrders => new(-1015, "Too many new orders.", 429) { RetryAfterSeconds = 1 },
        RejectReason.InvalidStrategyType => ApiErrors.StrategyTypeTooSmall,
        RejectReason.SelfTradePreventionModeNotAllowed =>
            new(Filter, "This symbol does not allow the specified self-trade prevention mode."),
        RejectReason.AmountOverflow => ApiErrors.Overflowed("quantity"u8),
        _ => null,
    };

    private static ApiError? FilterFailure(RejectReason reason, int code = Filter)
    {
        string? name = FilterName(reason);
        return name is null ? null : new ApiError(code, "Filter failure: " + name);
    }

    private static string? FilterName(RejectReason reason) => reason switch
    {
        RejectReason.FilterPrice => "PRICE_FILTER",
        RejectReason.FilterPercentPrice => "PERCENT_PRICE",
        RejectReason.FilterPercentPriceBySide => "PERCENT_PRICE_BY_SIDE",
        RejectReason.FilterLotSize => "LOT_SIZE",
        RejectReason.FilterMinNotional => "MIN_NOTIONAL",
        RejectReason.FilterNotional => "NOTIONAL",
        RejectReason.FilterIcebergParts => "ICEBERG_PARTS",
        RejectReason.FilterMarketLotSize => "MARKET_LOT_SIZE",
        RejectReason.FilterMaxNumOrders => "MAX_NUM_ORDERS",
        RejectReason.FilterMaxNumAlgoOrders => "MAX_NUM_ALGO_ORDERS",
        RejectReason.FilterMaxNumIcebergOrders => "MAX_NUM_ICEBERG_ORDERS",
        RejectReason.FilterMaxPosition => "MAX_POSITION",
        RejectReason.FilterTrailingDelta => "TRAILING_DELTA",
        RejectReason.FilterMaxNumOrderAmends => "MAX_NUM_ORDER_AMENDS",
        RejectReason.FilterMaxNumOrderLists => "MAX_NUM_ORDER_LISTS",
        RejectReason.FilterExchangeMaxNumOrders => "EXCHANGE_MAX_NUM_ORDERS",
        RejectReason.FilterExchangeMaxNumAlgoOrders => "EXCHANGE_MAX_NUM_ALGO_ORDERS",
        RejectReason.FilterExchangeMaxNumIcebergOrders => "EXCHANGE_MAX_NUM_ICEBERG_ORDERS",
        RejectReason.FilterExchangeMaxNumOrderLists => "EXCHANGE_MAX_NUM_ORDER_LISTS",
        _ => null,
    };

    private static string TypeNotSupported(OrderType type) => type switch
    {
        OrderType.Market => "Market orders are not supported for this symbol.",
        OrderType.StopLoss => "Stop loss orders are not supported for this symbol.",
        OrderType.StopLossLimit => "Stop loss limit orders are not supported for this symbol.",
        OrderType.TakeProfit => "Take profit orders are not supported for this symbol.",
        OrderType.TakeProfitLimit => "Take profit limit orders are not supported for this symbol.",
        _ => "Unsupported order combination",
    };

    /// <summary>errors.md, "Messages for -1010, -2010, -2011, and -2038".</summary>
    private static string Message(RejectReason reason) => reason switch
    {
        RejectReason.MarketClosed => "Market is closed.",
        RejectReason.AccountActionDisabled => "This action is disabled on this account.",
        RejectReason.AccountMayNotTrade => "This account may not place or cancel orders.",
        RejectReason.SymbolRestricted => "This symbol is restricted for this account.",
        RejectReason.OrderTypeNotSupported => TypeNotSupported(OrderType.Limit),
        RejectReason.IcebergNotSupported => "Iceberg orders are not supported for this symbol.",
        RejectReason.TrailingStopNotSupported => "Trailing stop orders are not supported for this symbol.",
        RejectReason.QuoteOrderQuantityNotSupported => "Quote order qty market orders are not support for this symbol.",
        RejectReason.OcoNotSupported => "OCO orders are not supported for this symbol",
        RejectReason.OtoNotSupported => "OTO orders are not supported for this symbol",
        RejectReason.CancelReplaceNotSupported => "Order cancel-replace is not supported for this symbol.",
        RejectReason.AmendNotSupported => "Order amend is not supported for this symbol.",
        RejectReason.PriceTimesQuantityTooSmall => "Price * QTY is zero or less.",
        RejectReason.IcebergExceedsQuantity => "IcebergQty exceeds QTY.",
        RejectReason.DuplicateOrder => "Duplicate order sent.",
        RejectReason.InsufficientBalance => "Account has insufficient balance for requested action.",
        RejectReason.WouldTriggerImmediately => "Order would trigger immediately.",
        RejectReason.WouldMatchImmediately => "Order would immediately match and take.",
        RejectReason.ListPricesWrong => "The relationship of the prices for the orders is not correct.",
        RejectReason.QuoteMarketBookEmpty => "Order book liquidity is less than symbol minimum quantity.",
        RejectReason.QuoteMarketLiquidityBelowLotSize =>
            "Order book liquidity is less than `LOT_SIZE` filter minimum quantity.",
        RejectReason.QuoteMarketLiquidityBelowMarketLotSize =>
            "Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity.",
        RejectReason.UnknownOrder or RejectReason.ClientOrderIdMismatch or RejectReason.UnknownOrderList =>
            "Unknown order sent.",
        RejectReason.CancelRestrictionFailed => "Order was not canceled due to cancel restrictions.",
        RejectReason.CancelIdsMissing => "Cancel order is invalid. Check origClOrdId and orderId.",
        RejectReason.AmendQuantityIncrease => "Order amend (quantity increase) is not supported.",
        RejectReason.AmendChangesNothing => "The requested action would change no state; rejecting",
        _ => "The order was refused.",
    };
}
