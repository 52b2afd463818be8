using Bourse.Drills.Http;

namespace Bourse.Drills.Load;

/// <summary>
/// Sends one order until its client knows how it ended, as a client with DNS would: each failed request is followed by
/// one to the next place, with the same client order id.
/// </summary>
/// <remarks>
/// An order that rests may be sent again at once, for while it is open the venue refuses its duplicate. One that may
/// be filled is looked for first, and only when the venue cannot take the former request any more.
/// </remarks>
internal sealed class OrderSender(TimeProvider clock)
{
    private const string OrderPath = "/api/v3/order";
    private const int RestingWindowMs = 5000;
    private const int CrossingWindowMs = 2000;
    private const int NoSuchOrder = -2013;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(250);

    // More than clocks of one machine and the way to the venue can differ.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when the order is acked, answered wrongly, or the token ends it.</summary>
    public async Task RunAsync(DrillOrder order, LoadGroup group, CancellationToken cancellation)
    {
        bool mayBeTaken = false;
        TimeSpan pause = FirstPause;
        while (!cancellation.IsCancellationRequested)
        {
            HttpReply reply = await TryAsync(order, group).ConfigureAwait(false);
            ReplyMeaning meaning = ReplyMeanings.Of(reply);
            if (meaning == ReplyMeaning.Accepted)
            {
                order.Ack(reply.Body, clock.GetTimestamp());
                return;
            }
            order.Failures.Add(reply.Kind());
            if (meaning == ReplyMeaning.Refused || (meaning == ReplyMeaning.Duplicate && !mayBeTaken))
            {
                order.WrongAnswer = reply.ToString();
                return;
            }
            if (order.GivesUpWhenShed && meaning == ReplyMeaning.NotTaken && !mayBeTaken)
            {
                order.IsShed = true;
                order.IsShedWithoutRetryAfter = reply.Delivery == Delivery.Answered && reply.RetryAfterSeconds == 0;
                return;
            }
            mayBeTaken |= meaning == ReplyMeaning.Unknown;
            if (mayBeTaken && (order.IsCrossing || meaning == ReplyMeaning.Duplicate))
            {
                if (await IsFoundAsync(order, group, meaning, cancellation).ConfigureAwait(false)) return;
                mayBeTaken = false;
            }
            // Every place is tried at once; when all failed, the client waits before each further try, longer each
            // time, and no shorter than it is told. Gaps do not depend on it: new orders fall due all the time.
            if (order.Requests < group.Places.Count) continue;
            TimeSpan asked = TimeSpan.FromSeconds(reply.RetryAfterSeconds);
            await PauseAsync(asked > pause ? asked : pause, cancellation).ConfigureAwait(false);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }

    private static Task<HttpReply> TryAsync(DrillOrder order, LoadGroup group)
    {
        byte[] request = order.Account.Sign(
            "POST", OrderPath, order.Query(order.IsCrossing ? CrossingWindowMs : RestingWindowMs));
        return group.Place(order.Requests++).SendAsync(request, AnswerWithin);
    }

    // Asks until there is a certain answer: it is there, or it is not and cannot come any more.
    private async Task<bool> IsFoundAsync(
        DrillOrder order, LoadGroup group, ReplyMeaning meaning, CancellationToken cancellation)
    {
        long sentAt = clock.GetTimestamp();
        TimeSpan untilCertain = meaning == ReplyMeaning.Duplicate
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(CrossingWindowMs) + ExpiryMargin;
        string query = $"symbol={order.Account.Market.Symbol}&origClientOrderId={order.ClientOrderId}";
        for (int place = order.Requests; !cancellation.IsCancellationRequested; place++)
        {
            bool isCertain = clock.GetElapsedTime(sentAt) >= untilCertain;
            HttpReply reply = await group.Place(place)
                .SendAsync(order.Account.Sign("GET", OrderPath, query), AnswerWithin).ConfigureAwait(false);
            if (reply.IsSuccess)
            {
                order.Ack(reply.Body, clock.GetTimestamp());
                return true;
            }
            if (isCertain && reply.Code() == NoSuchOrder) return false;
            await PauseAsync(AskAgainAfter, cancellation).ConfigureAwait(false);
        }
        return false;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The drill ends; the caller sees it.
        }
    }
}
