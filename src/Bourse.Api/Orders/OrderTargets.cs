using Bourse.Api.Http;
using Bourse.Venue.Commands;

namespace Bourse.Api.Orders;

/// <summary>Reads which order is meant: by the venue's id, the client's, or both.</summary>
internal static class OrderTargets
{
    public static OrderReference Read(ApiRequest request) =>
        Read(request, "orderId"u8, "origClientOrderId"u8, "origClientOrderId", "orderId");

    /// <summary>cancelReplace has names of its own.</summary>
    public static OrderReference ReadReplaced(ApiRequest request) => Read(
        request, "cancelOrderId"u8, "cancelOrigClientOrderId"u8, "cancelOrigClientOrderId", "cancelOrderId");

    private static OrderReference Read(
        ApiRequest request, ReadOnlySpan<byte> idName, ReadOnlySpan<byte> clientIdName, string first, string second)
    {
        bool hasId = request.Parameters.TryNumber(idName, out long orderId);
        var target = new OrderReference
        {
            OrderId = hasId ? orderId : -1,
            ClientOrderId = request.Parameters.ClientId(clientIdName),
        };
        if (!hasId && target.ClientOrderId.IsEmpty) request.Fail(ApiErrors.OneOf(first, second));
        return target;
    }

    public static CancelRestriction ReadRestriction(ApiRequest request)
    {
        if (!request.Parameters.TryText("cancelRestrictions"u8, out ReadOnlySpan<byte> word))
            return CancelRestriction.None;
        if (!OrderWords.TryParse(word, out CancelRestriction restriction))
            request.Fail(ApiErrors.InvalidCancelRestrictions);
        return restriction;
    }
}
