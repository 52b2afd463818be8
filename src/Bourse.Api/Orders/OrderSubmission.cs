using Bourse.Api.Http;
using Bourse.Venue.Commands;

namespace Bourse.Api.Orders;

/// <summary>What every trading handler does right before it submits its command.</summary>
internal static class OrderSubmission
{
    /// <summary>
    /// False when the request has an error; else makes the second of the three time checks (rest-api.md, "Timing
    /// security") and says who sends the command. The third is the venue's, by ExpiresAtUs.
    /// </summary>
    public static bool TryBegin(ApiRequest request, out CommandContext context)
    {
        context = default;
        if (request.Services.Options.RejectUnknownParameters) request.Parameters.RefuseUnread();
        if (request.Failed) return false;
        if (request.Services.NowUs() > request.ExpiresAtUs)
        {
            request.Fail(ApiErrors.TimestampOutsideWindow);
            return false;
        }
        context = new CommandContext
        {
            AccountId = request.AccountId,
            KeyId = request.Credential?.KeyId ?? 0,
            ExpiresAtUs = request.ExpiresAtUs,
        };
        return true;
    }
}
