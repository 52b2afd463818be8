using Bourse.Api.Http;
using Bourse.Venue;

namespace Bourse.Api.History;

/// <summary>
/// Asks the state for what is still open, together with the sequence number that history must reach before what it
/// lacks is looked for there.
/// </summary>
internal static class OpenState
{
    /// <summary>Asks, and waits until history has everything that was over at that moment.</summary>
    public static async ValueTask<T> ReadAsync<TArgument, T>(
        ApiRequest request, TArgument argument, Func<VenueView, TArgument, T> question)
    {
        (T answer, long sequence) = request.Services.Replica.Read(
            (argument, question, request.Services.History),
            static (view, of) => (of.question(view, of.argument), of.History.TakenSequence));
        request.Sequence = sequence;
        await request.Services.History.WaitForAsync(sequence, request.Aborted);
        return answer;
    }

    /// <summary>Waits until history has everything that is over now.</summary>
    public static ValueTask WaitAsync(ApiRequest request)
    {
        request.Sequence = request.Services.History.TakenSequence;
        return request.Services.History.WaitForAsync(request.Sequence, request.Aborted);
    }
}
