using Bourse.Api.Http;

namespace Bourse.Api.Account;

/// <summary>What every account query does after it has read its parameters.</summary>
internal static class AccountReads
{
    /// <summary>False when the request has an error.</summary>
    public static bool TryBegin(ApiRequest request)
    {
        if (request.Services.Options.RejectUnknownParameters) request.Parameters.RefuseUnread();
        return !request.Failed;
    }
}
