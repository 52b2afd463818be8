using Bourse.Log;
using Bourse.Replica;
using Bourse.Venue.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Simulation;

/// <summary>One life of a node: the real replica over a simulated log, from start to kill.</summary>
internal sealed class NodeLife
{
    /// <summary>How often a state is hashed and compared, in entries.</summary>
    private const long FingerprintEvery = 16;

    private readonly World _world;
    private readonly SimulatedLog _log;
    private readonly OrderJournal _journal;
    private readonly ReplicaOptions _options;
    private readonly SimulatedTime _time;
    private readonly List<Action> _cut = [];
    private VenueReplica? _replica;
    private Reply _lastReply;

    public NodeLife(World world, int number)
    {
        _world = world;
        Process = new Process(number);
        _log = SimulatedLog.Open(world, Process);
        _journal = new OrderJournal(world.Witness);
        _time = new SimulatedTime(world.Kernel, Process);
        _options = new ReplicaOptions
        {
            NodeId = world.Has(Defect.ReuseNodeId) ? 1000 + number : (long)(world.Kernel.Dice.Bits() >> 1),
            Scheduler = new SimulatedScheduler(world.Kernel, Process, _time, Compare),
            WaitingMax = 64,
            BatchBytesMax = world.Kernel.Dice.Pick(300, 2000, 100_000),
            SnapshotEntries = world.Kernel.Dice.Between(10, 80),
            OutcomeTimeout = TimeSpan.FromMilliseconds(world.Kernel.Dice.Pick(300, 1000, 3000)),
        };
        world.Verdict.Watch(StartAsync());
    }

    public Process Process { get; }

    public bool IsReady => _replica is { Health.IsReady: true };

    /// <summary>Stopped by itself, or never came up: somebody must start it again.</summary>
    public bool HasEnded { get; private set; }

    public long Applied => _replica?.AppliedSequence ?? 0;

    /// <summary>Sees whether it stopped by itself. No fault that is simulated gives it a reason to.</summary>
    public void Look()
    {
        if (_replica is not { Completion.IsFaulted: true } replica || Process.IsDead || HasEnded) return;
        HasEnded = true;
        Exception fault = replica.Completion.Exception!.InnerException!;
        _world.Verdict.Fail($"Node {Process.Number} stopped by itself: {fault.Message}");
    }

    /// <summary>Takes a request; the reply, if the node lives to give one, goes to <paramref name="reply"/>.</summary>
    public void Place(PlaceOrder command, Action<Reply> reply) =>
        _world.Verdict.Watch(ServeAsync(replica => replica.SubmitAsync(in command), reply));

    public void Cancel(CancelOrder command, Action<Reply> reply) =>
        _world.Verdict.Watch(ServeAsync(replica => replica.SubmitAsync(in command), reply));

    /// <summary>Asks for an order behind a barrier; null when it could not be answered.</summary>
    public void Ask(OrderKey key, Action<(long Sequence, long PlacedAt, long TimeUs)?> reply) => _world.Verdict.Watch(AskAsync(key, reply));

    /// <summary>As kill -9: the log's server may still do what it was asked, clients see their connections break.</summary>
    public void Kill()
    {
        Process.IsDead = true;
        _log.Kill();
        foreach (Action cut in _cut.ToArray()) cut();
        _cut.Clear();
        if (_replica is not null) _world.Verdict.Watch(_replica.DisposeAsync().AsTask());
        HasEnded = true;
    }

    /// <summary>As SIGTERM: answers what it has taken, then goes.</summary>
    public async Task DrainAsync()
    {
        if (_replica is not null) await _replica.DisposeAsync();
        // The last answers are on their way out of a process that waits for them.
        await _world.Kernel.DelayAsync(_world.Outside, 5000);
        if (!Process.IsDead) Kill();
    }

    private async Task StartAsync()
    {
        try
        {
            _replica = await VenueReplica.StartAsync(_log, [_journal], _options, _time, NullLogger<VenueReplica>.Instance);
            if (Process.IsDead) await _replica.DisposeAsync();
        }
        catch (Exception e) when (Process.IsDead || e is LogUnavailableException or ReplicaBusyException)
        {
            HasEnded = true;
            if (!Process.IsDead) _log.Kill();
        }
        catch (Exception e)
        {
            HasEnded = true;
            _world.Verdict.Fail($"Node {Process.Number} did not start: {e.Message}");
        }
    }

    public void CompareNow()
    {
        if (_replica is not null) _world.Witness.Observe(_replica.Fingerprint());
    }

    private void Compare()
    {
        if (_replica is null || Process.IsDead || _replica.AppliedSequence % FingerprintEvery != 0) return;
        _world.Witness.Observe(_replica.Fingerprint());
    }

    private async Task ServeAsync(Func<VenueReplica, ValueTask<CommandResult>> submit, Action<Reply> reply)
    {
        void Cut() => reply(Reply.Unknown);
        if (_replica is null || Process.IsDead)
        {
            reply(Reply.Refused);
            return;
        }
        _cut.Add(Cut);
        Reply answer;
        try
        {
            using CommandResult result = await submit(_replica);
            answer = new Reply(AttemptEnd.Answered, result.Sequence, result.Outcome.Reason, Digests.OfAnswer(in result.Outcome, result.Reports));
        }
        catch (ReplicaBusyException)
        {
            answer = Reply.Refused;
        }
        catch (OutcomeUnknownException)
        {
            answer = _world.Has(Defect.GuessOutcome) ? Reply.Refused : Reply.Unknown;
        }
        if (!_cut.Remove(Cut) || Process.IsDead) return;
        if (_world.Has(Defect.SwapAnswers) && _lastReply.End == AttemptEnd.Answered) (_lastReply, answer) = (answer, _lastReply);
        else _lastReply = answer;
        if (answer.End == AttemptEnd.Unknown) _world.Note(Happening.UnknownAnswered);
        if (answer.End == AttemptEnd.Refused) _world.Note(Happening.RefusedAnswered);
        reply(answer);
    }

    private async Task AskAsync(OrderKey key, Action<(long, long, long)?> reply)
    {
        if (_replica is null || Process.IsDead)
        {
            reply(null);
            return;
        }
        try
        {
            await _replica.BarrierAsync(CancellationToken.None);
            if (Process.IsDead) return;
            StateFingerprint state = _replica.Fingerprint();
            reply((state.Sequence, _journal.PlacedAt(key), state.TimeUs));
        }
        catch (Exception e) when (e is LogUnavailableException or ReplicaBusyException or LogFailedException)
        {
            reply(null);
        }
    }
}
