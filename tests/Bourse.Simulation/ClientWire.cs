using Bourse.Venue.Commands;

namespace Bourse.Simulation;

/// <summary>Between clients and nodes: requests and answers take time, get lost, and are given up. Notes what clients saw.</summary>
internal sealed class ClientWire(World world)
{
    private const long PatienceUs = 1_500_000;

    private Kernel Kernel => world.Kernel;

    public Task<Attempt> PlaceAsync(SimulatedNode node, OrderKey key, PlaceOrder order, long windowUs)
    {
        Attempt attempt = Begin(key, CommandType.PlaceOrder, windowUs);
        order.Context = Context(attempt);
        return SendAsync(node, attempt, (life, reply) => life.Place(order, reply));
    }

    public Task<Attempt> CancelAsync(SimulatedNode node, OrderKey key, CancelOrder cancel, long windowUs)
    {
        Attempt attempt = Begin(key, CommandType.CancelOrder, windowUs);
        cancel.Context = Context(attempt);
        return SendAsync(node, attempt, (life, reply) => life.Cancel(cancel, reply));
    }

    /// <summary>Asks for an order behind a barrier; null when no answer came.</summary>
    public Task<Reading?> AskAsync(SimulatedNode node, OrderKey key)
    {
        long sentUs = Kernel.NowUs;
        var done = new TaskCompletionSource<Reading?>();
        Carry<(long Sequence, long PlacedAt, long TimeUs)?>(node, (life, reply) => life.Ask(key, reply), answer =>
        {
            if (done.Task.IsCompleted || answer is not { } told)
            {
                done.TrySetResult(null);
                return;
            }
            var reading = new Reading(key, sentUs, told.Sequence, told.PlacedAt, told.TimeUs);
            world.Readings.Add(reading);
            done.TrySetResult(reading);
        });
        Kernel.After(world.Outside, PatienceUs, () => done.TrySetResult(null));
        return done.Task;
    }

    private Task<Attempt> SendAsync(SimulatedNode node, Attempt attempt, Action<NodeLife, Action<Reply>> send)
    {
        var done = new TaskCompletionSource<Attempt>();
        Carry(node, send, End);
        Kernel.After(world.Outside, PatienceUs, () => End(Reply.Unknown));
        return done.Task;

        void End(Reply reply)
        {
            if (done.Task.IsCompleted) return;
            (attempt.End, attempt.Sequence, attempt.Reason, attempt.Digest) = (reply.End, reply.Sequence, reply.Reason, reply.Digest);
            attempt.AnsweredUs = Kernel.NowUs;
            Kernel.Note(reply.Sequence, (long)reply.Digest);
            done.SetResult(attempt);
        }
    }

    private void Carry<T>(SimulatedNode node, Action<NodeLife, Action<T>> send, Action<T> receive)
    {
        if (world.Faults.Happens(FaultKind.Answers, 15)) return;
        NodeLife life = node.Life;
        Kernel.After(life.Process, Kernel.Latency(50, 1000), () => send(life, answer =>
        {
            if (world.Faults.Happens(FaultKind.Answers, 15)) return;
            Kernel.After(world.Outside, Kernel.Latency(50, 1000), () => receive(answer));
        }));
    }

    private Attempt Begin(OrderKey key, CommandType command, long windowUs)
    {
        var attempt = new Attempt(world.TakeTag(SimulatedTime.EpochUs + Kernel.NowUs + windowUs), key, command, Kernel.NowUs);
        world.Attempts.Add(attempt);
        return attempt;
    }

    private static CommandContext Context(Attempt attempt) => new() { AccountId = attempt.Key.AccountId, ExpiresAtUs = attempt.Tag };
}
