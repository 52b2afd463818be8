using System.Buffers;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests;

/// <summary>Place, match and cancel allocate nothing once the pools are as large as they need to be.</summary>
public sealed class AllocationTests
{
    private readonly VenueHarness _venue = new();
    private readonly ArrayBufferWriter<byte> _payload = new(1 << 20);

    [Fact]
    public void Placing_matching_and_cancelling_allocate_nothing()
    {
        WriteBatch();
        for (int i = 0; i < 500; i++) Apply();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++) Apply();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(_venue.Events.Trades.Length > 0);
        Assert.All(_venue.Events.Outcomes.ToArray(), outcome => Assert.Equal(RejectReason.None, outcome.Reason));
    }

    /// <summary>Every batch leaves the venue with the same open orders: the ids of its clients can be used again.</summary>
    private void WriteBatch()
    {
        CommandWriter.Begin(_payload);
        for (int i = 0; i < 20; i++)
        {
            Place(Alice, Limit(Side.Sell, 100 + i % 5, 2), $"a{i}");
            Place(Bob, Limit(Side.Buy, 99 - i % 5, 1), $"b{i}");
        }
        OrderParameters stop = Limit(Side.Sell, 90, 1);
        stop.Type = OrderType.StopLossLimit;
        stop.StopPrice = 50 * One;
        Place(Alice, stop, "stop");
        OrderParameters iceberg = Limit(Side.Sell, 100, 5);
        iceberg.IcebergQuantity = One;
        Place(Alice, iceberg, "iceberg");
        for (int i = 0; i < 10; i++) Place(Carol, Limit(Side.Buy, 104, 2), $"c{i}");
        Place(Carol, Market(Side.Buy, 1), "market");
        foreach (int account in new[] { Alice, Bob })
            CommandWriter.Write(_payload, new CancelOpenOrders { Context = new CommandContext { AccountId = account }, SymbolId = 1 });
        // Carol gives back what she bought, so that the batch can be applied again and again.
        Place(Alice, Limit(Side.Buy, 100, 21), "back");
        Place(Carol, Limit(Side.Sell, 100, 21), "forth");
    }

    private void Place(int account, OrderParameters order, string id)
    {
        order.ClientOrderId = ClientId.From(id);
        CommandWriter.Write(
            _payload, new PlaceOrder { Context = new CommandContext { AccountId = account }, SymbolId = 1, Order = order });
    }

    private void Apply()
    {
        StateMachine machine = _venue.Machine;
        _venue.NowUs += 11_000_000;
        machine.Apply(new Entry(machine.Sequence + 1, _venue.NowUs, _payload.WrittenMemory), _venue.Events);
    }
}
