using System.Diagnostics.Metrics;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;

namespace Bourse.Replica;

/// <summary>The node's instruments, under the meter "Bourse.Replica". Durations are in seconds.</summary>
internal sealed class ReplicaMetrics : IDisposable
{
    public const string MeterName = "Bourse.Replica";

    /// <summary>The usual default buckets begin at 5 ms, far above what an append takes.</summary>
    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries =
            [50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 25e-3, 50e-3, 100e-3, 250e-3, 500e-3, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> SizeBuckets = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000],
    };

    private static readonly string?[] CommandNames = NamesOf<CommandType>(value => (int)value);
    private static readonly string?[] ReasonNames = NamesOf<RejectReason>(value => (int)value);

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _appendDuration;
    private readonly Histogram<double> _commandDuration;
    private readonly Histogram<int> _batchCommands;
    private readonly Counter<long> _batchBytes;
    private readonly Counter<long> _unknownOutcomes;
    private readonly Counter<long> _commands;
    private readonly Counter<long> _trades;
    private readonly Counter<long> _proofFailures;

    public ReplicaMetrics()
    {
        _appendDuration = _meter.CreateHistogram(
            "bourse.append.duration", "s", "From giving a batch to the log until it is durable.", null, DurationBuckets);
        _commandDuration = _meter.CreateHistogram(
            "bourse.command.duration", "s", "From taking a command until it is durable and applied.", null, DurationBuckets);
        _batchCommands = _meter.CreateHistogram("bourse.batch.commands", "{command}", "Commands of a batch.", null, SizeBuckets);
        _batchBytes = _meter.CreateCounter<long>("bourse.batch.bytes", "By", "Bytes given to the log.");
        _unknownOutcomes = _meter.CreateCounter<long>("bourse.append.unknown", "{append}", "Appends whose outcome was not known at first.");
        _commands = _meter.CreateCounter<long>("bourse.commands", "{command}", "Commands of this node by type and outcome.");
        _trades = _meter.CreateCounter<long>("bourse.trades", "{trade}", "Trades applied.");
        _proofFailures = _meter.CreateCounter<long>(
            "bourse.ledger.failures", "{failure}", "Sentences of the ledger proof that do not hold.");
    }

    public void BatchStarts(int commands, int bytes)
    {
        _batchCommands.Record(commands);
        _batchBytes.Add(bytes);
    }

    public void Appended(TimeSpan duration) => _appendDuration.Record(duration.TotalSeconds);

    public void OutcomeUnknown() => _unknownOutcomes.Add(1);

    public void Applied(int trades)
    {
        if (trades > 0) _trades.Add(trades);
    }

    public void Answered(in Outcome outcome, TimeSpan duration)
    {
        _commandDuration.Record(duration.TotalSeconds);
        if (!_commands.Enabled) return;
        _commands.Add(
            1,
            new KeyValuePair<string, object?>("command", CommandNames[(int)outcome.Command]),
            new KeyValuePair<string, object?>("outcome", ReasonNames[(int)outcome.Reason]));
    }

    public void ProofFailed(int failures) => _proofFailures.Add(failures);

    /// <summary>What is asked for when it is scraped.</summary>
    public void Observe(CommandQueue queue, SequenceWaits waits, SnapshotKeeper snapshots)
    {
        _meter.CreateObservableGauge("bourse.commands.waiting", () => queue.Waiting, "{command}", "Commands without an outcome yet.");
        _meter.CreateObservableGauge("bourse.commands.oldest", () => queue.OldestWait().TotalSeconds, "s", "Wait of the oldest batch.");
        _meter.CreateObservableGauge("bourse.log.applied", () => waits.Applied, "{entry}", "The last entry applied.");
        _meter.CreateObservableGauge("bourse.snapshot.age", () => snapshots.Age.TotalSeconds, "s", "Since the newest snapshot was taken.");
        _meter.CreateObservableGauge("bourse.snapshot.sequence", () => snapshots.StoredSequence, "{entry}", "The newest stored snapshot.");
    }

    public void Dispose() => _meter.Dispose();

    private static string?[] NamesOf<T>(Func<T, int> number)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        var names = new string?[values.Max(number) + 1];
        foreach (T value in values) names[number(value)] = value.ToString();
        return names;
    }
}
