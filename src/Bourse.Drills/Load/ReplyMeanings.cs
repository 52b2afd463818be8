using Bourse.Drills.Http;

namespace Bourse.Drills.Load;

/// <summary>Reads answers as a careful client does, by the API's words alone.</summary>
internal static class ReplyMeanings
{
    private const int OutcomeUnknown = -1007;
    private const int OutsideOfWindow = -1021;
    private const int NewOrderRejected = -2010;

    public static ReplyMeaning Of(HttpReply reply)
    {
        if (reply.Delivery == Delivery.NotSent) return ReplyMeaning.NotTaken;
        if (reply.Delivery != Delivery.Answered) return ReplyMeaning.Unknown;
        if (reply.IsSuccess) return ReplyMeaning.Accepted;
        int code = reply.Code();
        if (code == OutcomeUnknown) return ReplyMeaning.Unknown;
        if (reply.Status is 418 or 429 or 503 || code == OutsideOfWindow) return ReplyMeaning.NotTaken;
        if (reply.Status >= 500) return ReplyMeaning.Unknown;
        return code == NewOrderRejected && reply.Body.Contains("Duplicate", StringComparison.Ordinal)
            ? ReplyMeaning.Duplicate
            : ReplyMeaning.Refused;
    }
}
