using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>What rule 5 asks of a trading command's fields.</summary>
public static class WellFormed
{
    public static bool Order(in OrderParameters order) =>
        Enum.IsDefined(order.Side) && Enum.IsDefined(order.Type) && Enum.IsDefined(order.TimeInForce)
        && Enum.IsDefined(order.SelfTradePrevention)
        && order.Given is GivenParameters.None or GivenParameters.HasStrategyId
        && order.TrailingDelta >= 0 && order.Price >= 0 && order.Quantity >= 0 && order.QuoteOrderQuantity >= 0
        && order.StopPrice >= 0 && order.IcebergQuantity >= 0
        && NewId(order.ClientOrderId);

    public static bool List(in PlaceOrderList list) =>
        Enum.IsDefined(list.Kind) && NewId(list.ListClientOrderId) && Order(list.First) && Order(list.Second)
        && (list.Kind != ListKind.Otoco || Order(list.Third));

    public static bool Cancel(in CancelOrder cancel) =>
        Id(cancel.Target.ClientOrderId) && Id(cancel.NewClientOrderId) && Enum.IsDefined(cancel.Restriction);

    public static bool CancelList(in CancelOrderList cancel) =>
        Id(cancel.ListClientOrderId) && Id(cancel.NewClientOrderId);

    public static bool Replace(in CancelReplaceOrder replace) =>
        Id(replace.Target.ClientOrderId) && Id(replace.CancelNewClientOrderId) && Enum.IsDefined(replace.Restriction)
        && Enum.IsDefined(replace.Mode) && Enum.IsDefined(replace.RateLimitMode) && Order(replace.Order);

    public static bool Amend(in AmendOrder amend) =>
        Id(amend.Target.ClientOrderId) && NewId(amend.NewClientOrderId) && amend.NewQuantity >= 0;

    public static bool Timer(in CancelAllAfter timer) => timer.TimeoutMs is >= 0 and <= 86_400_000;

    private static bool Id(ClientId id) => ClientId.IsWellFormed(in id);

    private static bool NewId(ClientId id) => Id(id) && !id.IsEmpty;
}
