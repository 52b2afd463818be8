using Bourse.Api.Http;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Api.Orders;

/// <summary>
/// Reads the parameters of one order and makes the checks that need no state (rest-api.md, "New order": the table of
/// types). What fails here never comes into the log. A handler looks at <see cref="ApiRequest.Failed"/> afterwards.
/// </summary>
internal static class OrderParser
{
    private const int StrategyTypeMin = 1_000_000;

    /// <summary>An order with a side, type and quantities of its own.</summary>
    public static OrderParameters Read(ApiRequest request, LegNames names)
    {
        Side side = ReadSide(request, names.Side);
        OrderType type = ReadType(request, names.Type);
        if (request.Failed) return default;
        OrderParameters order = ReadLeg(request, names, side, type);
        order.Quantity = ReadQuantity(request, names, type, ref order.QuoteOrderQuantity);
        return order;
    }

    /// <summary>All but the quantity, for a leg that shares it with another.</summary>
    public static OrderParameters ReadLeg(ApiRequest request, LegNames names, Side side, OrderType type)
    {
        RequestParameters parameters = request.Parameters;
        var order = new OrderParameters { Side = side, Type = type };
        order.TimeInForce = ReadTimeInForce(request, names, type);
        order.Price = ReadPrice(request, names, type);
        ReadTrigger(request, names, ref order);
        order.IcebergQuantity = ReadIceberg(request, names, in order);
        ReadStrategy(request, names, ref order);
        order.SelfTradePrevention = ReadSelfTradePrevention(request);
        order.ClientOrderId = ClientOrderIds.Or(parameters.ClientId(names.ClientOrderId));
        RefusePegs(request, names);
        return order;
    }

    public static Side ReadSide(ApiRequest request, ReadOnlySpan<byte> name)
    {
        if (!OrderWords.TryParse(request.Parameters.Text(name), out Side side)) request.Fail(ApiErrors.InvalidSide);
        return side;
    }

    public static OrderType ReadType(ApiRequest request, ReadOnlySpan<byte> name)
    {
        if (!OrderWords.TryParse(request.Parameters.Text(name), out OrderType type))
            request.Fail(ApiErrors.InvalidOrderType);
        return type;
    }

    /// <summary>newOrderRespType, or the default: FULL for LIMIT and MARKET, ACK for the others.</summary>
    public static ResponseForm ReadForm(ApiRequest request, ResponseForm fallback)
    {
        if (!request.Parameters.TryText("newOrderRespType"u8, out ReadOnlySpan<byte> word)) return fallback;
        if (!OrderWords.TryParse(word, out ResponseForm form)) request.Fail(ApiErrors.NotValid("newOrderRespType"u8));
        return form;
    }

    public static ResponseForm DefaultForm(OrderType type) =>
        type is OrderType.Limit or OrderType.Market ? ResponseForm.Full : ResponseForm.Ack;

    public static bool IsLimitPriced(OrderType type) => type is OrderType.Limit or OrderType.LimitMaker
        or OrderType.StopLossLimit or OrderType.TakeProfitLimit;

    public static bool IsStop(OrderType type) => type is >= OrderType.StopLoss and <= OrderType.TakeProfitLimit;

    /// <summary>A mandatory quantity above zero.</summary>
    public static long ReadQuantity(ApiRequest request, ReadOnlySpan<byte> name)
    {
        if (!request.Parameters.TryAmount(name, out long quantity)) request.Fail(ApiErrors.Mandatory(name));
        else if (quantity == 0) request.Fail(new ApiError(-1013, "Filter failure: LOT_SIZE"));
        return quantity;
    }

    private static TimeInForce ReadTimeInForce(ApiRequest request, LegNames names, OrderType type)
    {
        bool isTaken = type is OrderType.Limit or OrderType.StopLossLimit or OrderType.TakeProfitLimit;
        if (!isTaken)
        {
            if (request.Parameters.Has(names.TimeInForce)) request.Fail(ApiErrors.TimeInForceNotRequired);
            return TimeInForce.Gtc;
        }
        if (!OrderWords.TryParse(request.Parameters.Text(names.TimeInForce), out TimeInForce timeInForce))
            request.Fail(ApiErrors.InvalidTimeInForce);
        return timeInForce;
    }

    private static long ReadPrice(ApiRequest request, LegNames names, OrderType type)
    {
        if (!IsLimitPriced(type))
        {
            RefuseUnlessAbsent(request, names.Price);
            return 0;
        }
        bool isPegged = request.Parameters.Has(names.PegPriceType);
        if (!request.Parameters.TryAmount(names.Price, out long price))
        {
            if (!isPegged) request.Fail(ApiErrors.Mandatory(names.Price));
        }
        else if (price == 0) request.Fail(new ApiError(-1013, "Filter failure: PRICE_FILTER"));
        return price;
    }

    private static long ReadQuantity(ApiRequest request, LegNames names, OrderType type, ref long quoteQuantity)
    {
        RequestParameters parameters = request.Parameters;
        if (type != OrderType.Market)
        {
            RefuseUnlessAbsent(request, names.QuoteOrderQuantity);
            return ReadQuantity(request, names.Quantity);
        }
        bool hasQuote = parameters.TryAmount(names.QuoteOrderQuantity, out quoteQuantity);
        if (!hasQuote && !parameters.Has(names.Quantity)) request.Fail(ApiErrors.OneOf("quantity", "quoteOrderQty"));
        if (!hasQuote) return ReadQuantity(request, names.Quantity);
        if (parameters.Has(names.Quantity)) request.Fail(ApiErrors.BadCombination);
        if (quoteQuantity == 0) request.Fail(ApiErrors.NotValid(names.QuoteOrderQuantity));
        return 0;
    }

    private static void ReadTrigger(ApiRequest request, LegNames names, ref OrderParameters order)
    {
        if (!IsStop(order.Type))
        {
            RefuseUnlessAbsent(request, names.StopPrice);
            RefuseUnlessAbsent(request, names.TrailingDelta);
            return;
        }
        bool hasStop = request.Parameters.TryAmount(names.StopPrice, out order.StopPrice);
        bool hasDelta = request.Parameters.TryNumber(names.TrailingDelta, out long delta);
        if (!hasStop && !hasDelta)
            request.Fail(ApiErrors.OneOf(Text(names.StopPrice), Text(names.TrailingDelta)));
        if (hasStop && order.StopPrice == 0) request.Fail(new ApiError(-1013, "Filter failure: PRICE_FILTER"));
        if (hasDelta && delta == 0) request.Fail(new ApiError(-1013, "Filter failure: TRAILING_DELTA"));
        order.TrailingDelta = ToInt(request, names.TrailingDelta, delta);
    }

    /// <summary>0 says "no iceberg", as clients send it that always send all they know.</summary>
    private static long ReadIceberg(ApiRequest request, LegNames names, in OrderParameters order)
    {
        if (!request.Parameters.TryAmount(names.IcebergQuantity, out long iceberg) || iceberg == 0) return 0;
        if (!IsLimitPriced(order.Type)) request.Fail(ApiErrors.NotRequired(names.IcebergQuantity));
        bool isListed = names != LegNames.Single;
        if (isListed && order.TimeInForce != TimeInForce.Gtc)
            request.Fail(ApiErrors.IcebergNeedsGtc(Text(names.IcebergQuantity), Text(names.TimeInForce)));
        return iceberg;
    }

    private static void ReadStrategy(ApiRequest request, LegNames names, ref OrderParameters order)
    {
        if (request.Parameters.TryNumber(names.StrategyId, out order.StrategyId))
            order.Given |= GivenParameters.HasStrategyId;
        if (!request.Parameters.TryNumber(names.StrategyType, out long strategyType)) return;
        if (strategyType < StrategyTypeMin) request.Fail(ApiErrors.StrategyTypeTooSmall);
        order.StrategyType = ToInt(request, names.StrategyType, strategyType);
    }

    /// <summary>TRANSFER is a mode of the specification that no symbol of this venue allows.</summary>
    private static SelfTradePreventionMode ReadSelfTradePrevention(ApiRequest request)
    {
        if (!request.Parameters.TryText("selfTradePreventionMode"u8, out ReadOnlySpan<byte> word))
            return SelfTradePreventionMode.SymbolDefault;
        if (OrderWords.TryParse(word, out SelfTradePreventionMode mode)) return mode;
        bool isTransfer = word.SequenceEqual("TRANSFER"u8);
        request.Fail(isTransfer
            ? RejectErrors.OfNew(Venue.RejectReason.SelfTradePreventionModeNotAllowed)
            : ApiErrors.NotValid("selfTradePreventionMode"u8));
        return SelfTradePreventionMode.None;
    }

    /// <summary>
    /// Pegged orders are not offered: their parameters are checked and then refused as a symbol without them does.
    /// </summary>
    private static void RefusePegs(ApiRequest request, LegNames names)
    {
        RequestParameters parameters = request.Parameters;
        bool hasType = parameters.TryText(names.PegPriceType, out ReadOnlySpan<byte> priceType);
        bool hasOffset = parameters.TryText(names.PegOffsetType, out ReadOnlySpan<byte> offsetType);
        bool hasValue = parameters.TryNumber(names.PegOffsetValue, out _);
        if (!hasType && !hasOffset && !hasValue) return;
        if (hasType && !priceType.SequenceEqual("PRIMARY_PEG"u8) && !priceType.SequenceEqual("MARKET_PEG"u8))
            request.Fail(ApiErrors.InvalidPegPriceType);
        if (hasOffset && !offsetType.SequenceEqual("PRICE_LEVEL"u8)) request.Fail(ApiErrors.InvalidPegOffsetType);
        request.Fail(new ApiError(-2010, "Pegged orders are not supported for this symbol."));
    }

    private static void RefuseUnlessAbsent(ApiRequest request, ReadOnlySpan<byte> name)
    {
        if (request.Parameters.Has(name)) request.Fail(ApiErrors.NotRequired(name));
    }

    private static int ToInt(ApiRequest request, ReadOnlySpan<byte> name, long value)
    {
        if (value <= int.MaxValue) return (int)value;
        request.Fail(ApiErrors.Overflowed(name));
        return 0;
    }

    private static string Text(byte[] name) => System.Text.Encoding.ASCII.GetString(name);
}
