using System.Globalization;
using System.Text;

namespace Bourse.Api.Http;

/// <summary>
/// Every error that the API's edge gives by itself (errors.md). What the venue refuses is mapped in <see
/// cref="RejectErrors"/>.
/// </summary>
public static class ApiErrors
{
    public static readonly ApiError Unknown =
        new(-1000, "An unknown error occurred while processing the request.", 500);
    public static readonly ApiError BodyTooLarge = new(-1000, "The request body is too large.", 413);
    public static readonly ApiError BadRequest = new(-1000, "The request is no well-formed HTTP request.");
    public static readonly ApiError Timeout =
        new(-1007, "Timeout waiting for response from backend server. " +
            "Send status unknown; execution status unknown.", 504);
    public static readonly ApiError Busy =
        new(-1008, "Server is currently overloaded with other requests. Please try again in a few minutes.", 503)
        {
            RetryAfterSeconds = 1,
        };
    public static readonly ApiError NoLongerAvailable = new(-1016, "This service is no longer available.", 410);
    public static readonly ApiError NotSupported = new(-1020, "This operation is not supported.");
    public static readonly ApiError UnknownPath = new(-1020, "This operation is not supported.", 404);
    public static readonly ApiError UnknownMethod = new(-1020, "This operation is not supported.", 405);
    public static readonly ApiError TimestampOutsideWindow =
        new(-1021, "Timestamp for this request is outside of the recvWindow.");
    public static readonly ApiError TimestampAhead =
        new(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    public static readonly ApiError InvalidSignature = new(-1022, "Signature for this request is not valid.");
    public static readonly ApiError IllegalCharacters = new(-1100, "Illegal characters found in a parameter.");
    public static readonly ApiError TooManyParameters = new(-1101, "Too many parameters sent for this endpoint.");
    public static readonly ApiError DuplicateParameter = new(-1101, "Duplicate values for a parameter detected.");
    public static readonly ApiError TimeInForceNotRequired =
        new(-1114, "TimeInForce parameter sent when not required.");
    public static readonly ApiError InvalidTimeInForce = new(-1115, "Invalid timeInForce.");
    public static readonly ApiError InvalidOrderType = new(-1116, "Invalid orderType.");
    public static readonly ApiError InvalidSide = new(-1117, "Invalid side.");
    public static readonly ApiError InvalidInterval = new(-1120, "Invalid interval.");
    public static readonly ApiError InvalidSymbol = new(-1121, "Invalid symbol.");
    public static readonly ApiError InvalidSymbolStatus = new(-1122, "Invalid symbolStatus.");
    public static readonly ApiError NoSuchListenKey = new(-1125, "This listenKey does not exist.");
    public static readonly ApiError BadCombination = new(-1128, "Combination of optional parameters invalid.");
    public static readonly ApiError StrategyTypeTooSmall = new(-1134, "`strategyType` was less than 1000000.");
    public static readonly ApiError InvalidTickerType = new(-1139, "Invalid ticker type.");
    public static readonly ApiError InvalidCancelRestrictions = new(-1145, "Invalid cancelRestrictions");
    public static readonly ApiError DuplicateSymbols = new(-1151, "Symbol is present multiple times in the list.");
    public static readonly ApiError SbeNotEnabled = new(-1155, "SBE is not enabled.");
    public static readonly ApiError OcoTypeNotSupported = new(-1158, "Order type not supported in OCO.");
    public static readonly ApiError BuyOcoLimitMustBeBelow = new(-1165, "A limit order in a buy OCO must be below.");
    public static readonly ApiError SellOcoLimitMustBeAbove = new(-1166, "A limit order in a sell OCO must be above.");
    public static readonly ApiError OcoNeedsContingentOrder =
        new(-1168, "At least one OCO order must be contingent.");
    public static readonly ApiError InvalidTimeUnit =
        new(-1194, "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.");
    public static readonly ApiError BuyOcoStopLossMustBeAbove =
        new(-1196, "A stop loss order in a buy OCO must be above.");
    public static readonly ApiError SellOcoStopLossMustBeBelow =
        new(-1197, "A stop loss order in a sell OCO must be below.");
    public static readonly ApiError BuyOcoTakeProfitMustBeBelow =
        new(-1198, "A take profit order in a buy OCO must be below.");
    public static readonly ApiError SellOcoTakeProfitMustBeAbove =
        new(-1199, "A take profit order in a sell OCO must be above.");
    public static readonly ApiError InvalidPegPriceType = new(-1210, "Invalid pegPriceType.");
    public static readonly ApiError InvalidPegOffsetType = new(-1211, "Invalid pegOffsetType.");
    public static readonly ApiError SymbolStatusMismatch =
        new(-1220, "The symbol's status does not match the requested symbolStatus.");
    public static readonly ApiError NoSuchOrder = new(-2013, "Order does not exist.");
    public static readonly ApiError BadApiKeyFormat = new(-2014, "API-key format invalid.", 401);
    public static readonly ApiError RejectedKey =
        new(-2015, "Invalid API-key, IP, or permissions for action.", 401);
    public static readonly ApiError OrderArchived =
        new(-2026, "Order was canceled or expired with no executed qty over 90 days ago and has been archived.");
    public static readonly ApiError ClientOrderIdNotCorrect =
        new(-2039, "Client order ID is not correct for this order ID.");
    public static readonly ApiError NoReferencePrice = new(-2043, "This symbol doesn't have a reference price.");

    public static ApiError TooMuchWeight(int limit, int retryAfterSeconds) => new(
        -1003,
        $"Too much request weight used; current limit is {limit} request weight per 1 MINUTE. " +
        "Please use WebSocket Streams for live updates to avoid polling the API.",
        429)
    {
        RetryAfterSeconds = retryAfterSeconds,
    };

    public static ApiError TooManyRequests(int retryAfterSeconds) =>
        new(-1003, "Too many requests queued.", 429) { RetryAfterSeconds = retryAfterSeconds };

    /// <param name="untilMs">Milliseconds since the Unix epoch.</param>
    public static ApiError Banned(long untilMs, int retryAfterSeconds) => new(
        -1003,
        $"Way too much request weight used; IP banned until {untilMs.ToString(CultureInfo.InvariantCulture)}. " +
        "Please use WebSocket Streams for live updates to avoid bans.",
        418)
    {
        RetryAfterSeconds = retryAfterSeconds,
        RetryAtMs = untilMs,
    };

    /// <param name="interval">As in "10 SECOND".</param>
    public static ApiError TooManyOrders(int limit, string interval, int retryAfterSeconds) =>
        new(-1015, $"Too many new orders; current limit is {limit} orders per {interval}.", 429)
        {
            RetryAfterSeconds = retryAfterSeconds,
        };

    /// <summary>A value that holds a character, or has a length, that its kind does not allow.</summary>
    public static ApiError IllegalCharactersIn(ReadOnlySpan<byte> name, string legalRange) =>
        new(-1100, $"Illegal characters found in parameter '{Text(name)}'; legal range is '{legalRange}'.");

    public static ApiError TooManyParametersSent(int expected, int received) =>
        new(-1101, $"Too many parameters; expected '{expected}' and received '{received}'.");

    public static ApiError Mandatory(ReadOnlySpan<byte> name) =>
        new(-1102, $"Mandatory parameter '{Text(name)}' was not sent, was empty/null, or malformed.");

    public static ApiError OneOf(string first, string second) =>
        new(-1102, $"Param '{first}' or '{second}' must be sent, but both were empty/null!");

    public static ApiError GreaterThan(ReadOnlySpan<byte> name, long max) =>
        new(-1102, $"'{Text(name)}' contains unexpected value. Cannot be greater than {max}.");

    public static ApiError Unread(int read, int sent) =>
        new(-1104, $"Not all sent parameters were read; read '{read}' parameter(s) but was sent '{sent}'.");

    public static ApiError Empty(ReadOnlySpan<byte> name) => new(-1105, $"Parameter '{Text(name)}' was empty.");

    /// <summary>The two client order ids that have a code of their own when they are empty.</summary>
    public static ApiError EmptyClientId(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("newClientOrderId"u8)) return new(-1118, "New client order ID was empty.");
        if (name.SequenceEqual("origClientOrderId"u8)) return new(-1119, "Original client order ID was empty.");
        return Empty(name);
    }

    public static ApiError NotRequired(ReadOnlySpan<byte> name) =>
        new(-1106, $"Parameter '{Text(name)}' sent when not required.");

    public static ApiError Overflowed(ReadOnlySpan<byte> name) => new(-1108, $"Parameter '{Text(name)}' overflowed.");

    public static ApiError TooPrecise(ReadOnlySpan<byte> name) =>
        new(-1111, $"Parameter '{Text(name)}' has too much precision.");

    public static ApiError MoreThanHours(int hours) =>
        new(-1127, $"More than {hours} hours between startTime and endTime.");

    public static ApiError SentTogether(string first, string second) =>
        new(-1128, "Combination of optional fields invalid. " +
            $"Recommendation: '{first}' and '{second}' must both be sent.");

    public static ApiError NotValid(ReadOnlySpan<byte> name) =>
        new(-1130, $"Data sent for parameter '{Text(name)}' is not valid.");

    public static ApiError InvalidJson(ReadOnlySpan<byte> name) =>
        new(-1135, $"JSON sent for parameter '{Text(name)}' is not valid");

    public static ApiError IcebergNeedsGtc(string parameter, string timeInForce) =>
        new(-1160, $"Parameter '{parameter}' is not supported if '{timeInForce}' is not GTC.");

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}
