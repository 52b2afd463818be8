using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.MarketData.Tests;

/// <summary>A real state machine under random orders of three accounts on two symbols.</summary>
internal sealed class RandomVenue
{
    public const int SymbolCount = 2;

    private const long One = 100_000_000;
    private const int AccountCount = 3;

    private readonly Random _random;
    private readonly ArrayBufferWriter<byte> _payload = new();
    private long _timeUs = 1_700_000_000_000_000;
    private int _orders;

    public RandomVenue(int seed)
    {
        _random = new Random(seed);
        CommandWriter.Begin(_payload);
        Operate(new AddAsset(new AssetSpec { Name = "BTC" }));
        Operate(new AddAsset(new AssetSpec { Name = "USDT" }));
        for (int i = 1; i <= SymbolCount; i++) Operate(new AddSymbol(Symbol($"BTCUSDT{i}")));
        for (int account = 2; account < 2 + AccountCount; account++)
        {
            AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            Operate(new OpenAccount(new AccountSpec { Name = $"a{account}", Rights = rights }));
            for (int asset = 1; asset <= 2; asset++) Operate(new Deposit(account, asset, 1_000_000_000 * One, 0));
        }
    }

    public StateMachine Machine { get; private set; } = new();

    public EventBuffer Events { get; } = new();

    public Entry Entry { get; private set; }

    /// <summary>Adds one to five random commands and applies the entry; the first one also sets the venue up.</summary>
    public void Next()
    {
        for (int left = _random.Next(1, 6); left > 0; left--) AddCommand();
        _timeUs += _random.Next(200) == 0 ? _random.NextInt64(20 * 3_600_000_000L) : _random.NextInt64(3_000_000);
        Entry = new Entry(Machine.Sequence + 1, _timeUs, _payload.WrittenMemory.ToArray());
        Machine.Apply(Entry, Events);
        foreach (Outcome outcome in Events.Outcomes) Assert.NotEqual(RejectReason.Malformed, outcome.Reason);
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
    }

    /// <summary>Goes on from a snapshot, as a node does after a restart.</summary>
    public void Restart()
    {
        var snapshot = new ArrayBufferWriter<byte>();
        Machine.WriteSnapshot(snapshot);
        Machine = StateMachine.ReadSnapshot(snapshot.WrittenSpan);
    }

    private static SymbolSpec Symbol(string name) => new()
    {
        Name = name,
        BaseAssetId = 1,
        QuoteAssetId = 2,
        Filters = new SymbolFilters { TickSize = One / 100, StepSize = One / 1000 },
    };

    private void Operate(object command) => CommandWriter.WriteOperator(_payload, command);

    private void AddCommand()
    {
        var context = new CommandContext { AccountId = 2 + _random.Next(AccountCount) };
        int symbolId = 1 + _random.Next(SymbolCount);
        if (_random.Next(40) == 0)
            CommandWriter.Write(_payload, new CancelOpenOrders { Context = context, SymbolId = symbolId });
        else
            CommandWriter.Write(_payload, new PlaceOrder { Context = context, SymbolId = symbolId, Order = NextOrder() });
    }

    private OrderParameters NextOrder()
    {
        bool isMarket = _random.Next(8) == 0;
        long quantity = _random.NextInt64(1, 2000) * One / 1000;
        bool isIceberg = !isMarket && _random.Next(6) == 0;
        return new OrderParameters
        {
            Side = _random.Next(2) == 0 ? Side.Buy : Side.Sell,
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = isMarket || isIceberg ? TimeInForce.Gtc : (TimeInForce)_random.Next(2),
            SelfTradePrevention = (SelfTradePreventionMode)_random.Next(5),
            Price = isMarket ? 0 : (10_000 + _random.Next(-150, 151)) * One / 100,
            Quantity = quantity,
            IcebergQuantity = isIceberg ? Math.Max(quantity / 4 / (One / 1000), 1) * (One / 1000) : 0,
            ClientOrderId = ClientId.From($"c{++_orders}"),
        };
    }
}
