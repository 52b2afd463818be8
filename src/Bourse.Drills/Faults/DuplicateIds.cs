using Bourse.Drills.Http;
using Bourse.Drills.Load;

namespace Bourse.Drills.Faults;

/// <summary>The same order many times at once, over all nodes.</summary>
/// <param name="ids">Client order ids.</param>
internal sealed class DuplicateIds(int ids = 1000) : Drill
{
    private const int CopiesOfEach = 50;
    private const int IdsAtOnce = 4;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    private int _acceptedOnce;

    public override string Name => "duplicate-ids";
    public override string What => $"{ids} client order ids, each sent {CopiesOfEach} times at once over all nodes.";
    public override string Limit => "one order of each";
    public override LoadShape Load => new(RatePerSecond: 50);

    internal override Task RunAsync(DrillStage stage, CancellationToken cancellation) =>
        stage.DuringAsync("duplicates", async () =>
        {
            _acceptedOnce = 0;
            Endpoint[] nodes = [.. stage.Nodes.Select(stage.Endpoints.Of)];
            var options = new ParallelOptions { MaxDegreeOfParallelism = IdsAtOnce, CancellationToken = cancellation };
            await Parallel.ForAsync(0, ids, options, async (id, _) =>
                await SendAsync(stage, nodes, $"same-{id}").ConfigureAwait(false)).ConfigureAwait(false);
        });

    internal override void Judge(DrillStage stage, LoadFigures figures) => stage.Check(
        "ids of which one copy was accepted and all others refused as duplicates", $"{ids}", $"{_acceptedOnce}",
        _acceptedOnce == ids);

    private async Task SendAsync(DrillStage stage, Endpoint[] nodes, string id)
    {
        DrillOrder order = stage.OwnOrder(id);
        HttpReply[] replies = await Task.WhenAll(Enumerable.Range(0, CopiesOfEach).Select(copy =>
            nodes[copy % nodes.Length].SendAsync(
                order.Account.Sign("POST", "/api/v3/order", order.Query(recvWindowMs: 30_000)), AnswerWithin)))
            .ConfigureAwait(false);
        ReplyMeaning[] meanings = [.. replies.Select(ReplyMeanings.Of)];
        HttpReply accepted = replies.FirstOrDefault(reply => reply.IsSuccess);
        if (accepted.IsSuccess) order.Ack(accepted.Body, stage.Now);
        bool isOne = meanings.Count(meaning => meaning == ReplyMeaning.Accepted) == 1
            && meanings.Count(meaning => meaning == ReplyMeaning.Duplicate) == CopiesOfEach - 1;
        if (isOne) Interlocked.Increment(ref _acceptedOnce);
        else order.WrongAnswer = string.Join(", ", replies.Where(reply => !reply.IsSuccess)
            .Select(reply => reply.ToString()).Distinct()
            .Append($"{meanings.Count(m => m == ReplyMeaning.Accepted)} accepted"));
    }
}
