using System.Buffers;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Support;

/// <summary>
/// A small venue to give orders to: BTC, ETH and USDT, symbol 1 BTCUSDT, symbol 2 ETHUSDT, accounts 2 to 4 with funds
/// and no fees. After
/// every command it proves the ledger.
/// </summary>
public sealed class VenueHarness
{
    public const long One = 100_000_000;
    public const int Btc = 1;
    public const int Eth = 2;
    public const int Usdt = 3;
    public const int Alice = 2;
    public const int Bob = 3;
    public const int Carol = 4;

    private readonly ArrayBufferWriter<byte> _payload = new();
    private int _orders;

    public VenueHarness(SymbolFilters? filters = null)
    {
        foreach (string name in new[] { "BTC", "ETH", "USDT" }) Operate(new AddAsset(new AssetSpec { Name = name }));
        Operate(new AddSymbol(Symbol("BTCUSDT", Btc, filters ?? new SymbolFilters())));
        Operate(new AddSymbol(Symbol("ETHUSDT", Eth, new SymbolFilters())));
        foreach (string name in new[] { "alice", "bob", "carol" })
        {
            int id = (int)Operate(new OpenAccount(new AccountSpec { Name = name })).Id;
            foreach (int asset in new[] { Btc, Eth, Usdt }) Operate(new Deposit(id, asset, 1_000_000 * One, 7));
        }
    }

    public StateMachine Machine { get; private set; } = new();

    public EventBuffer Events { get; } = new();

    public VenueView View => Machine.View;

    /// <summary>The greatest ids that were told of.</summary>
    public long LastOrderId { get; private set; }

    public long LastListId { get; private set; }

    /// <summary>Time of the next entry, microseconds.</summary>
    public long NowUs { get; set; } = 1_700_000_000_000_000;

    public Outcome Operate(object command)
    {
        Begin();
        CommandWriter.WriteOperator(_payload, command);
        return ApplyOne();
    }

    public Outcome Send(in PlaceOrder command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in PlaceOrderList command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in CancelOrder command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in CancelOpenOrders command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in CancelReplaceOrder command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in CancelOrderList command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in AmendOrder command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    public Outcome Send(in CancelAllAfter command)
    {
        Begin();
        CommandWriter.Write(_payload, in command);
        return ApplyOne();
    }

    /// <summary>An entry with nothing but time.</summary>
    public void Tick()
    {
        Begin();
        CommandWriter.WriteTick(_payload);
        ApplyOne();
    }

    /// <summary>Places an order that must be accepted.</summary>
    public long Place(int account, OrderParameters order, int symbol = 1)
    {
        Outcome outcome = Send(Order(account, order, symbol));
        Assert.Equal(RejectReason.None, outcome.Reason);
        return outcome.Id;
    }

    /// <summary>Places an order that must be refused; returns why.</summary>
    public RejectReason Refuse(int account, OrderParameters order, int symbol = 1)
    {
        ulong before = HashWithoutSequence();
        Outcome outcome = Send(Order(account, order, symbol));
        Assert.NotEqual(RejectReason.None, outcome.Reason);
        Assert.Equal(before, HashWithoutSequence());
        Assert.Equal(0, outcome.EventCount);
        return outcome.Reason;
    }

    public Outcome Cancel(int account, long orderId, int symbol = 1) => Send(new CancelOrder
    {
        Context = new CommandContext { AccountId = account },
        SymbolId = symbol,
        Target = new OrderReference { OrderId = orderId },
        NewClientOrderId = NextId(),
    });

    public PlaceOrder Order(int account, OrderParameters order, int symbol = 1)
    {
        if (order.ClientOrderId.IsEmpty) order.ClientOrderId = NextId();
        return new PlaceOrder { Context = new CommandContext { AccountId = account }, SymbolId = symbol, Order = order };
    }

    public ClientId NextId() => ClientId.From($"id{++_orders}");

    public OrderFields Open(long orderId)
    {
        Assert.True(View.TryOrder(orderId, out OrderFields order), $"order {orderId} is not open");
        return order;
    }

    public bool IsOpen(long orderId) => View.TryOrder(orderId, out _);

    /// <summary>Replaces the machine by what its own snapshot says; it must be the same.</summary>
    public void Reload()
    {
        byte[] snapshot = Snapshot();
        var copy = StateMachine.ReadSnapshot(snapshot);
        Assert.Equal(Machine.StateHash(), copy.StateHash());
        Machine = copy;
        Assert.Equal(snapshot, Snapshot());
    }

    public byte[] Snapshot()
    {
        var output = new ArrayBufferWriter<byte>();
        Machine.WriteSnapshot(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Applies bytes as the next entry.</summary>
    public void Apply(ReadOnlyMemory<byte> payload)
    {
        Machine.Apply(new Entry(Machine.Sequence + 1, NowUs, payload), Events);
        foreach (ref readonly ExecutionReport report in Events.Reports)
            LastOrderId = long.Max(LastOrderId, report.Order.OrderId);
        foreach (ref readonly ListEvent list in Events.Lists) LastListId = long.Max(LastListId, list.List.OrderListId);
        LedgerProof proof = View.ProveLedger();
        Assert.True(proof.Holds, string.Join("; ", proof.Failures));
    }

    public static OrderParameters Limit(Side side, long price, long quantity) => new()
    {
        Side = side,
        Type = OrderType.Limit,
        Price = price * One,
        Quantity = quantity * One,
        SelfTradePrevention = SelfTradePreventionMode.None,
    };

    public static OrderParameters Market(Side side, long quantity) => new()
    {
        Side = side,
        Type = OrderType.Market,
        Quantity = quantity * One,
        SelfTradePrevention = SelfTradePreventionMode.None,
    };

    public static SymbolSpec Symbol(string name, int baseAsset, SymbolFilters filters) => new()
    {
        Name = name,
        BaseAssetId = baseAsset,
        QuoteAssetId = Usdt,
        Filters = filters,
        Fees = new FeeRates(0, 0),
    };

    private ulong HashWithoutSequence()
    {
        // A refused command changes nothing but the sequence number: the rest is compared by the snapshot's bytes after it.
        ReadOnlySpan<byte> bytes = Snapshot().AsSpan(20);
        ulong hash = 14695981039346656037;
        foreach (byte value in bytes) hash = unchecked((hash ^ value) * 1099511628211);
        return hash;
    }

    private void Begin()
    {
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
    }

    private Outcome ApplyOne()
    {
        Apply(_payload.WrittenMemory);
        Assert.Equal(1, Events.Outcomes.Length);
        return Events.Outcomes[0];
    }
}
