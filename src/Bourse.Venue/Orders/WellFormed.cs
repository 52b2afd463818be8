using Bourse.Venue.Commands;

namespace Bourse.Venue.Orders;

/// <summary>Whether a trading command's bytes can be what they claim (docs/venue-rules.md, rule 5).</summary>
internal static class WellFormed
{
    public static bool Check(in OrderParameters order) =>
        order.Side <= Side.Sell
        && order.Type <= OrderType.LimitMaker
        && order.TimeInForce <= TimeInForce.Fok
        && order.SelfTradePrevention is <= SelfTradePreventionMode.Decrement or SelfTradePreventionMode.SymbolDefault
        && order.Given <= GivenParameters.HasStrategyId
        && order.TrailingDelta >= 0
        && order.Price >= 0
        && order.Quantity >= 0
        && order.QuoteOrderQuantity >= 0
        && order.StopPrice >= 0
        && order.IcebergQuantity >= 0
        && IsGiven(in order.ClientOrderId);

    public static bool Check(in PlaceOrderList command) =>
        command.Kind <= ListKind.Otoco
        && IsGiven(in command.ListClientOrderId)
        && Check(in command.First)
        && Check(in command.Second)
        && (command.Kind != ListKind.Otoco || Check(in command.Third));

    public static bool Check(in CancelOrder command) =>
        command.Restriction <= CancelRestriction.OnlyPartiallyFilled
        && ClientId.IsWellFormed(in command.Target.ClientOrderId)
        && ClientId.IsWellFormed(in command.NewClientOrderId);

    public static bool Check(in CancelReplaceOrder command) =>
        command.Restriction <= CancelRestriction.OnlyPartiallyFilled
        && command.Mode <= CancelReplaceMode.AllowFailure
        && command.RateLimitMode <= OrderRateLimitExceededMode.CancelOnly
        && ClientId.IsWellFormed(in command.Target.ClientOrderId)
        && ClientId.IsWellFormed(in command.CancelNewClientOrderId)
        && Check(in command.Order);

    public static bool Check(in AmendOrder command) =>
        command.NewQuantity >= 0
        && ClientId.IsWellFormed(in command.Target.ClientOrderId)
        && IsGiven(in command.NewClientOrderId);

    public static bool Check(in CancelOrderList command) =>
        ClientId.IsWellFormed(in command.ListClientOrderId) && ClientId.IsWellFormed(in command.NewClientOrderId);

    public static bool Check(in CancelAllAfter command) => command.TimeoutMs is >= 0 and <= 86_400_000;

    private static bool IsGiven(in ClientId id) => !id.IsEmpty && ClientId.IsWellFormed(in id);
}
