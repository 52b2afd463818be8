using System.Buffers;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;

namespace Bourse.Venue.Tests;

public sealed class StateMachineAllocationTests
{
    private const long Tick = 1_000_000;

    [Fact]
    public void Placing_matching_and_canceling_allocate_nothing_in_a_steady_state()
    {
        var venue = new VenueHarness();
        venue.Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = [new OrderRateLimit(10, 10_000_000)] }));
        GrowPools(venue);
        var random = new Random(17);
        Apply(venue, Commands(random, 0, 100_000));

        List<ReadOnlyMemory<byte>> measured = Commands(random, 100_000, 100_000);
        long sequence = venue.Machine.Sequence, executions = venue.View.LastPrice(1);
        Assert.NotEqual(0, executions);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Apply(venue, measured);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(sequence + 100_000, venue.Machine.Sequence);
        Assert.True(venue.View.ProveLedger().Holds);
    }

    /// <summary>Once more orders on more levels than the load ever has open at a time.</summary>
    private static void GrowPools(VenueHarness venue)
    {
        for (int number = 0; number < 1_000; number++)
            venue.Place(VenueHarness.Alice, new OrderParameters
            {
                Side = (Side)(number % 2),
                Type = OrderType.Limit,
                Price = Tick * (50_000 + (number % 2 == 0 ? -number : number)),
                Quantity = Tick,
                SelfTradePrevention = SelfTradePreventionMode.SymbolDefault,
                ClientOrderId = ClientId.From($"first-{number}"),
            });
        venue.Send(new CancelOpenOrders { Context = ContextOf(0), SymbolId = 1 });
    }

    private static void Apply(VenueHarness venue, List<ReadOnlyMemory<byte>> payloads)
    {
        long sequence = venue.Machine.Sequence;
        foreach (ReadOnlyMemory<byte> payload in payloads)
            venue.Machine.Apply(new Entry(++sequence, venue.NowUs += 10, payload), venue.Events);
    }

    private static List<ReadOnlyMemory<byte>> Commands(Random random, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => Command(random, number))];

    /// <summary>
    /// Every even number is a new order, or replaces one of the last; every odd number cancels what the 301st before it
    /// placed: so
    /// the number of open orders stays the same.
    /// </summary>
    private static ReadOnlyMemory<byte> Command(Random random, int number)
    {
        var output = new ArrayBufferWriter<byte>(256);
        CommandWriter.Begin(output);
        int recent = number - (6 * random.Next(1, 33)); // of the same account
        if (number % 2 != 0)
            CommandWriter.Write(output, new CancelOrder
            {
                Context = ContextOf(number - 301),
                SymbolId = 1,
                Target = Target(number - 301),
            });
        else if (random.Next(6) != 0)
            CommandWriter.Write(output, new PlaceOrder { Context = ContextOf(number), SymbolId = 1, Order = Order(random, number) });
        else
            CommandWriter.Write(output, new CancelReplaceOrder
            {
                Context = ContextOf(recent),
                SymbolId = 1,
                Target = Target(recent),
                Order = Order(random, number),
            });
        return output.WrittenMemory;
    }

    private static CommandContext ContextOf(int number) => new() { AccountId = VenueHarness.Alice + (int)((uint)number % 3) };

    private static OrderReference Target(int number) =>
        new() { OrderId = -1, ClientOrderId = ClientId.From($"order-{number}") };

    /// <summary>Around 500.00; IOC and market orders among them, and icebergs.</summary>
    private static OrderParameters Order(Random random, int number)
    {
        int shape = random.Next(8);
        var side = (Side)random.Next(2);
        long price = Tick * (50_000 + (side == Side.Buy ? -random.Next(-10, 60) : random.Next(-10, 60)));
        long quantity = Tick * random.Next(1, 100);
        return new OrderParameters
        {
            Side = side,
            Type = shape == 0 ? OrderType.Market : OrderType.Limit,
            TimeInForce = shape == 1 ? TimeInForce.Ioc : TimeInForce.Gtc,
            Price = shape == 0 ? 0 : price,
            Quantity = quantity,
            IcebergQuantity = shape == 2 ? quantity / 2 : 0,
            SelfTradePrevention = SelfTradePreventionMode.SymbolDefault,
            ClientOrderId = ClientId.From($"order-{number}"),
        };
    }
}
