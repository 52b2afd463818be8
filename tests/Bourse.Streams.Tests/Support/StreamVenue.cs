using System.Buffers;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Streams.Tests.Support;

/// <summary>A real state machine with one symbol, or two, and two accounts; entries come at the times that a test says.</summary>
internal sealed class StreamVenue
{
    public const long One = 100_000_000;
    public const int Buyer = 2;
    public const int Seller = 3;

    private readonly ArrayBufferWriter<byte> _payload = new();
    private int _orders;

    public StreamVenue(long timeUs = 1_700_000_000_000_000, int symbolCount = 1)
    {
        TimeUs = timeUs;
        CommandWriter.Begin(_payload);
        foreach (object command in Seed(symbolCount)) CommandWriter.WriteOperator(_payload, command);
    }

    public StateMachine Machine { get; private set; } = new();

    public EventBuffer Events { get; } = new();

    public Entry Entry { get; private set; }

    /// <summary>The time of the next entry.</summary>
    public long TimeUs { get; set; }

    /// <summary>Two assets, symbols BTCUSDT and BTCUSDT2, two accounts with funds.</summary>
    public static IEnumerable<object> Seed(int symbolCount)
    {
        yield return new AddAsset(new AssetSpec { Name = "BTC" });
        yield return new AddAsset(new AssetSpec { Name = "USDT" });
        for (int i = 1; i <= symbolCount; i++) yield return new AddSymbol(Symbol(i == 1 ? "BTCUSDT" : $"BTCUSDT{i}"));
        for (int account = Buyer; account <= Seller; account++)
        {
            AccountRights rights = AccountRights.Ordinary | AccountRights.Unlimited;
            yield return new OpenAccount(new AccountSpec { Name = $"a{account}", Rights = rights });
            for (int asset = 1; asset <= 2; asset++) yield return new Deposit(account, asset, 1_000_000_000 * One, 0);
        }
    }

    public void Add(in PlaceOrder order) => CommandWriter.Write(_payload, in order);

    public void Add(in CancelOpenOrders cancel) => CommandWriter.Write(_payload, in cancel);

    /// <summary>Adds a limit order to the next entry. Prices and quantities are in hundredths.</summary>
    public void Limit(int accountId, Side side, long priceCents, long quantityCents, int symbolId = 1) =>
        Add(Order(accountId, side, priceCents, quantityCents, symbolId));

    public PlaceOrder Order(int accountId, Side side, long priceCents, long quantityCents, int symbolId = 1) => new()
    {
        Context = new CommandContext { AccountId = accountId },
        SymbolId = symbolId,
        Order = new OrderParameters
        {
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            Price = priceCents * One / 100,
            Quantity = quantityCents * One / 100,
            ClientOrderId = ClientId.From($"c{++_orders}"),
        },
    };

    /// <summary>Applies what was added, or an entry that only carries time, and lets time pass after it.</summary>
    public void Apply(long thenUs = 0)
    {
        Entry = new Entry(Machine.Sequence + 1, TimeUs, _payload.WrittenMemory.ToArray());
        Machine.Apply(Entry, Events);
        foreach (Outcome outcome in Events.Outcomes) Assert.Equal(RejectReason.None, outcome.Reason);
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
        TimeUs += thenUs;
    }

    private static SymbolSpec Symbol(string name) => new()
    {
        Name = name,
        BaseAssetId = 1,
        QuoteAssetId = 2,
        Filters = new SymbolFilters { TickSize = One / 100, StepSize = One / 100 },
    };
}
