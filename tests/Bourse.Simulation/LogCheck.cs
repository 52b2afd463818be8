using Bourse.Log;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Simulation;

/// <summary>
/// Holds what clients and nodes saw against a replay of the log from its first entry, whose order is the witness of
/// linearizability.
/// </summary>
internal sealed class LogCheck(World world)
{
    private readonly Dictionary<long, Place> _places = [];
    private readonly Dictionary<OrderKey, long> _placedAt = [];

    /// <summary>Where an attempt stands in the log, and how it ended there.</summary>
    private readonly record struct Place(long Sequence, int Index, ulong Digest)
    {
        public long Position => (Sequence * 10_000) + Index;
    }

    public long Commands { get; private set; }

    public long Acknowledged { get; private set; }

    private Verdict Verdict => world.Verdict;

    public void Run()
    {
        Replay();
        foreach (Attempt attempt in world.Attempts) Check(attempt);
        CheckRealTime();
        CheckReadings();
    }

    private void Replay()
    {
        var machine = new StateMachine();
        var events = new EventBuffer();
        using var chain = new HashChain();
        foreach (Row row in world.Database.Primary.ConfirmedRows)
        {
            LogEntry logEntry = row.ToEntry();
            Entry entry = logEntry.ToEntry();
            machine.Apply(in entry, events);
            chain.Append(in logEntry);
            Note(row, events);
            CheckNodes(machine, chain, Digests.OfEntry(in entry, events));
        }
        LedgerProof proof = machine.View.ProveLedger();
        if (!proof.Holds) Verdict.Fail($"Value was made or lost: {proof.Failures[0]}");
        long seen = world.Witness.Digests.Keys.DefaultIfEmpty().Max();
        if (seen > machine.Sequence) Verdict.Fail($"A node applied entry {seen}; the log ends at {machine.Sequence}.");
    }

    private void CheckNodes(StateMachine machine, HashChain chain, ulong digest)
    {
        long sequence = machine.Sequence;
        if (world.Witness.Digests.TryGetValue(sequence, out ulong seen) && seen != digest)
            Verdict.Fail($"Nodes told other events at entry {sequence} than a replay does.");
        if (!world.Witness.Fingerprints.TryGetValue(sequence, out StateFingerprint had)) return;
        var has = new StateFingerprint(sequence, machine.TimeUs, machine.StateHash(), Convert.ToHexString(chain.Link));
        if (had != has) Verdict.Fail($"Nodes had {had}, a replay has {has}.");
        LedgerProof proof = machine.View.ProveLedger();
        if (!proof.Holds) Verdict.Fail($"Value was made or lost at entry {sequence}: {proof.Failures[0]}");
    }

    private void Note(Row row, EventBuffer events)
    {
        var reader = new CommandReader(row.Payload);
        for (int index = 0; reader.Read(); index++)
        {
            Commands++;
            Outcome outcome = events.Outcomes[index];
            if (reader.TryBody(out PlaceOrder place)) Note(row, index, place.Context, in outcome, events);
            else if (reader.TryBody(out CancelOrder cancel)) Note(row, index, cancel.Context, in outcome, events);
            if (place.Context.AccountId != 0 && outcome.Reason == RejectReason.None) NotePlaced(row, in place);
        }
    }

    private void Note(Row row, int index, CommandContext context, in Outcome outcome, EventBuffer events)
    {
        List<ExecutionReport> own = [];
        foreach (EventRef at in events.Order.Slice(outcome.FirstEvent, outcome.EventCount))
        {
            if (at.Kind == EventKind.Report && events.Reports[at.Index].Order.AccountId == context.AccountId)
                own.Add(events.Reports[at.Index]);
        }
        ulong digest = Digests.OfAnswer(in outcome, own.ToArray());
        if (!_places.TryAdd(context.ExpiresAtUs, new Place(row.Sequence, index, digest)))
            Verdict.Fail($"One command stands twice in the log: in entries {_places[context.ExpiresAtUs].Sequence} and {row.Sequence}.");
    }

    private void NotePlaced(Row row, in PlaceOrder place)
    {
        var key = new OrderKey(place.Context.AccountId, place.Order.ClientOrderId);
        if (!_placedAt.TryAdd(key, row.Sequence))
            Verdict.Fail($"Order {key.ClientOrderId} of account {key.AccountId} was placed in entries {_placedAt[key]} and {row.Sequence}.");
    }

    private void Check(Attempt attempt)
    {
        bool stands = _places.TryGetValue(attempt.Tag, out Place place);
        if (attempt.End == AttemptEnd.Refused && stands)
            Verdict.Fail($"{attempt.Command} {attempt.Key} was answered \"nothing was sent\" and stands in entry {place.Sequence}.");
        if (attempt.End != AttemptEnd.Answered) return;
        Acknowledged++;
        if (!stands) Verdict.Fail($"{attempt.Command} {attempt.Key} was acknowledged in entry {attempt.Sequence} and is lost.");
        else if (place.Sequence != attempt.Sequence || place.Digest != attempt.Digest)
            Verdict.Fail($"{attempt.Command} {attempt.Key} was acknowledged otherwise than entry {place.Sequence} says.");
    }

    /// <summary>What was sent after an answer had come stands after it.</summary>
    private void CheckRealTime()
    {
        long newest = 0;
        foreach ((long _, int _, Attempt attempt, bool isAnswer) in InTime())
        {
            if (!_places.TryGetValue(attempt.Tag, out Place place)) continue;
            if (isAnswer) newest = Math.Max(newest, place.Position);
            else if (place.Position <= newest)
                Verdict.Fail($"{attempt.Command} {attempt.Key} was sent after an answer that stands after it, in entry {place.Sequence}.");
        }
    }

    private IEnumerable<(long AtUs, int Order, Attempt Attempt, bool IsAnswer)> InTime()
    {
        // At one microsecond the sending comes first: nothing is claimed of what is not surely in order.
        IEnumerable<(long, int, Attempt, bool)> sent = world.Attempts.Select(one => (one.SentUs, 0, one, false));
        IEnumerable<(long, int, Attempt, bool)> answered = world.Attempts
            .Where(one => one.End == AttemptEnd.Answered).Select(one => (one.AnsweredUs, 1, one, true));
        return sent.Concat(answered).OrderBy(one => one.Item1).ThenBy(one => one.Item2);
    }

    private void CheckReadings()
    {
        List<Attempt> answered = [.. world.Attempts.Where(one => one.End == AttemptEnd.Answered).OrderBy(one => one.AnsweredUs)];
        (int next, long newest) = (0, 0);
        foreach (Reading reading in world.Readings.OrderBy(one => one.SentUs))
        {
            for (; next < answered.Count && answered[next].AnsweredUs < reading.SentUs; next++)
                newest = Math.Max(newest, answered[next].Sequence);
            if (reading.Sequence < newest)
                Verdict.Fail($"A question was answered as of entry {reading.Sequence} after one in entry {newest} had been acknowledged.");
            long placedAt = _placedAt.GetValueOrDefault(reading.Key);
            if (reading.PlacedAt != (placedAt <= reading.Sequence ? placedAt : 0))
                Verdict.Fail($"Order {reading.Key} was told to be placed in entry {reading.PlacedAt}; it stands in {placedAt}.");
        }
    }
}
