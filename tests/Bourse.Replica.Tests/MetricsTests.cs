using System.Diagnostics.Metrics;
using Bourse.Log.Memory;
using Bourse.Replica.Tests.Support;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;

namespace Bourse.Replica.Tests;

[Collection(nameof(RunsAlone))]
public sealed class MetricsTests
{
    [Fact]
    public async Task Every_signal_of_a_node_has_an_instrument_that_tells_it()
    {
        var seen = new Dictionary<string, List<double>>();
        using MeterListener listener = Listen(seen);
        await using TestNode node = await TestNode.StartAsync(new ReplicaOptions { SnapshotEntries = 5 });
        await node.SeedAsync();
        (await node.PlaceAsync(2, Side.Sell, 100, 1, "maker")).Dispose();
        (await node.PlaceAsync(3, Side.Buy, 100, 1, "taker")).Dispose();
        node.Log.Faults.Next(AppendFault.UnknownWritten);
        (await node.AdvanceUntilAsync(node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 1)).AsTask())).Dispose();
        (await node.AdvanceUntilAsync(node.Replica.SubmitOperatorAsync(new Deposit(2, 1, 1, 1)).AsTask())).Dispose();

        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["bourse.append.unknown"].Sum());
        Assert.Equal(1, seen["bourse.trades"].Sum());
        Assert.All(seen["bourse.batch.commands"], size => Assert.InRange(size, 1, 2));
        Assert.True(seen["bourse.batch.bytes"].Sum() > 300);
        Assert.Equal(seen["bourse.commands"].Sum(), seen["bourse.command.duration"].Count);
        Assert.True(seen["bourse.append.duration"].Count >= 10);
        Assert.Equal(node.Replica.AppliedSequence, seen["bourse.log.applied"].Single());
        Assert.Equal(0, seen["bourse.commands.waiting"].Single());
        Assert.Equal(0, seen["bourse.commands.oldest"].Single());
        Assert.InRange(seen["bourse.snapshot.age"].Single(), 0, 600);
        Assert.InRange(seen["bourse.snapshot.sequence"].Single(), 5, 20);
    }

    private static MeterListener Listen(Dictionary<string, List<double>> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Bourse.Replica") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(seen, instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(seen, instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Note(seen, instrument, value));
        listener.Start();
        return listener;
    }

    private static void Note(Dictionary<string, List<double>> seen, Instrument instrument, double value)
    {
        lock (seen)
        {
            if (!seen.TryGetValue(instrument.Name, out List<double>? values)) seen[instrument.Name] = values = [];
            values.Add(value);
        }
    }
}
