using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Bourse.Api.Catalog;
using Bourse.Streams.Sockets;
using Bourse.Streams.UserData;
using Bourse.Venue;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Streams.Tests.UserData;

/// <summary>
/// Measures what user data cost the apply thread beside the venue itself, and how fast events reach listeners. Prints
/// figures; time decides nothing here. Run it with <c>-explicit only -class "*ApplyMeasurement" -showLiveOutput</c>.
/// </summary>
public sealed class ApplyMeasurement
{
    private const int Entries = 4_000;
    private const int CommandsPerEntry = 50;

    [Fact(Explicit = true)]
    public void Cost_of_an_entry()
    {
        List<Entry> entries = [];
        using var setup = new UserVenue();
        long next = setup.Node.Machine.Sequence + 1;
        for (int i = 0; i < Entries; i++) entries.Add(new Entry(next + i, setup.NowUs + i, Batch(i)));
        for (int round = 0; round < 2; round++)
        {
            Run("venue alone", setup.Node, entries, null, 0);
            Run("with user data, nobody listens", setup.Node, entries, new UserDataOptions(), 0);
            Run("with user data, one listener each", setup.Node, entries, new UserDataOptions(), 1);
            Run("with user data, 20 listeners each", setup.Node, entries, new UserDataOptions(), 20);
        }
    }

    /// <summary>Two accounts quote and trade: one trade in four commands.</summary>
    private static byte[] Batch(int number)
    {
        var output = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(output);
        for (int i = 0; i < CommandsPerEntry; i++)
        {
            int id = (number * CommandsPerEntry) + i;
            int account = UserVenue.Alice + (i & 1);
            OrderParameters order = UserVenue.Limit((i & 1) == 0 ? Side.Buy : Side.Sell, 100, 0.001m);
            if ((i & 3) >= 2) order.TimeInForce = TimeInForce.Ioc;
            order.ClientOrderId = ClientId.From($"x{id}");
            CommandWriter.Write(
                output, new PlaceOrder { Context = UserVenue.Context(account), SymbolId = 1, Order = order });
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Run(string name, UserNode from, List<Entry> entries, UserDataOptions? options, int listeners)
    {
        using var node = UserNode.StartFrom(from, options);
        var catalog = new ReferenceCatalog();
        catalog.Load([], node.View);
        var events = new EventBuffer();
        List<CountingListener> all = [];
        for (int i = 0; i < 2 * listeners; i++)
        {
            all.Add(new CountingListener());
            var request = new UserDataRequest { AccountId = UserVenue.Alice + (i & 1), KeyId = 0, SubscriptionId = 0 };
            node.Streams.TryOpen(in request, 0, all[i], out UserDataSubscription? subscription, out _);
            subscription!.Start();
        }
        long reports = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (Entry entry in entries)
        {
            node.Machine.Apply(in entry, events);
            if (options is not null) node.Streams.OnEntry(in entry, events, node.View);
            reports += events.Reports.Length;
        }
        TimeSpan applied = Stopwatch.GetElapsedTime(start);
        node.Streams.Drain();
        TimeSpan sent = Stopwatch.GetElapsedTime(start);
        long told = all.Sum(listener => listener.Count);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {applied.TotalNanoseconds / reports:F0} ns a report on the apply thread ({reports} reports), "
            + $"{told} events to {all.Count} listeners in {sent.TotalMilliseconds:F0} ms"));
    }

    private sealed class CountingListener : IUserDataListener
    {
        public long Count { get; private set; }

        public void OnEvent(SharedFrame frame) => Count++;

        public void OnEnded(int subscriptionId)
        {
        }

        public Task DrainedAsync() => Task.CompletedTask;
    }
}
