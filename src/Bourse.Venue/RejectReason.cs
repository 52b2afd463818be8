namespace Bourse.Venue;

/// <summary>
/// Why the venue refused a command: a value, never an exception. The API maps each once to its code and message. The
/// numbers are part of outcomes that history keeps: never reuse one.
/// </summary>
public enum RejectReason : ushort
{
    None = 0,

    // The command as such.
    Malformed = 1,
    UnknownCommand = 2,
    RecvWindowExceeded = 3,
    ProtocolVersionTooOld = 4,

    // Account, key, symbol.
    UnknownAccount = 10,
    UnknownSymbol = 11,
    UnknownAsset = 12,
    UnknownKey = 13,
    MarketClosed = 14,
    AccountActionDisabled = 15,
    AccountMayNotTrade = 16,
    SymbolRestricted = 17,
    KeyRevoked = 18,

    // The order by itself.
    OrderTypeNotSupported = 30,
    IcebergNotSupported = 31,
    TrailingStopNotSupported = 32,
    QuoteOrderQuantityNotSupported = 33,
    OcoNotSupported = 34,
    OtoNotSupported = 35,
    CancelReplaceNotSupported = 36,
    AmendNotSupported = 37,
    UnsupportedOrderCombination = 38,
    SelfTradePreventionModeNotAllowed = 39,
    PriceTimesQuantityTooSmall = 40,
    IcebergExceedsQuantity = 41,
    DuplicateOrder = 42,
    InsufficientBalance = 43,
    WouldTriggerImmediately = 44,
    WouldMatchImmediately = 45,
    ListPricesWrong = 46,
    TooManyOrders = 47,
    QuoteMarketBookEmpty = 48,
    QuoteMarketLiquidityBelowLotSize = 49,
    QuoteMarketLiquidityBelowMarketLotSize = 50,
    AmountOverflow = 51,
    InvalidStrategyType = 52,

    // Filters, in the order of filters.md.
    FilterPrice = 60,
    FilterPercentPrice = 61,
    FilterPercentPriceBySide = 62,
    FilterLotSize = 63,
    FilterMinNotional = 64,
    FilterNotional = 65,
    FilterIcebergParts = 66,
    FilterMarketLotSize = 67,
    FilterMaxNumOrders = 68,
    FilterMaxNumAlgoOrders = 69,
    FilterMaxNumIcebergOrders = 70,
    FilterMaxPosition = 71,
    FilterTrailingDelta = 72,
    FilterMaxNumOrderAmends = 73,
    FilterMaxNumOrderLists = 74,
    FilterExchangeMaxNumOrders = 75,
    FilterExchangeMaxNumAlgoOrders = 76,
    FilterExchangeMaxNumIcebergOrders = 77,
    FilterExchangeMaxNumOrderLists = 78,

    // Cancel and amend.
    UnknownOrder = 90,
    ClientOrderIdMismatch = 91,
    CancelRestrictionFailed = 92,
    CancelIdsMissing = 93,
    AmendQuantityIncrease = 94,
    AmendChangesNothing = 95,
    UnknownOrderList = 96,

    // Operator's commands.
    NameTaken = 110,
    NameInvalid = 111,
    SettingInvalid = 112,
    UnknownFeeTier = 113,
    AmountNotPositive = 114,
    DepositDisabled = 115,
    WithdrawDisabled = 116,
    TooMany = 117,

    /// <summary>The account has had a transfer of this reference or a greater one.</summary>
    TransferReferenceTaken = 118,
}
