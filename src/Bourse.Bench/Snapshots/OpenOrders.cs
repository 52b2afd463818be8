using System.Buffers;
using System.Globalization;
using Bourse.Log;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Bench.Snapshots;

/// <summary>
/// A state with so many orders that rest, over ten symbols: bids below a price, asks above it. Every one has replaced
/// another chosen at random, so that orders lie in memory as they do after days, not in the order of their ids.
/// </summary>
internal sealed class OpenOrders
{
    private const long One = 100_000_000;
    private const long Wealth = 10_000_000 * One;
    private const long StartUs = 1_700_000_000_000_000;
    private const int Symbols = 10;
    private const int QuoteId = 1;
    private const int LevelsOfSide = 1000;
    private const int Seed = 23;

    private readonly NodeState _state;
    private readonly int _accounts;
    private readonly int[] _numbers;
    private readonly Random _random = new(Seed);
    private readonly ArrayBufferWriter<byte> _payload = new();
    private int _placed;

    public OpenOrders(NodeState state, int orders, int accounts)
    {
        (_state, _accounts, _numbers) = (state, accounts, new int[orders]);
        SetUp();
        for (int i = 0; i < orders; i++) Place(i);
        Replace(orders);
    }

    /// <summary>Cancels so many orders chosen at random and places others.</summary>
    public void Replace(int count)
    {
        for (; count > 0; count--)
        {
            int place = _random.Next(_numbers.Length);
            int number = _numbers[place];
            Apply(output => CommandWriter.Write(output, new CancelOrder
            {
                Context = new CommandContext { AccountId = AccountOf(number) },
                SymbolId = SymbolOf(number),
                Target = new OrderReference { OrderId = -1, ClientOrderId = ClientIdOf(number) },
            }));
            Place(place);
        }
    }

    private static ClientId ClientIdOf(int number) =>
        ClientId.From(string.Create(CultureInfo.InvariantCulture, $"rests-{number}"));

    private static int SymbolOf(int number) => 1 + (number % Symbols);

    private int AccountOf(int number) => AccountSpec.FeeAccountId + 1 + (number / Symbols % _accounts);

    private void SetUp()
    {
        OrderRateLimit[] limits = [new(10, 10_000_000), new(86_400, 1_000_000_000)];
        Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = limits }));
        Operate(new AddAsset(new AssetSpec { Name = "USDT" }));
        for (int symbol = 1; symbol <= Symbols; symbol++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"COIN{symbol}");
            Operate(new AddAsset(new AssetSpec { Name = name }));
            Operate(new AddSymbol(new SymbolSpec
            {
                Name = name + "USDT",
                BaseAssetId = QuoteId + symbol,
                QuoteAssetId = QuoteId,
                Filters = new SymbolFilters(),
            }));
        }
        for (int account = 1; account <= _accounts; account++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"trader-{account}");
            Operate(new OpenAccount(new AccountSpec { Name = name }));
            for (int asset = QuoteId; asset <= QuoteId + Symbols; asset++)
                Operate(new Deposit(AccountSpec.FeeAccountId + account, asset, Wealth, 0));
        }
    }

    private void Place(int place)
    {
        int number = _numbers[place] = _placed++;
        int level = 1 + _random.Next(LevelsOfSide);
        bool isBid = _random.Next(2) == 0;
        Apply(output => CommandWriter.Write(output, new PlaceOrder
        {
            Context = new CommandContext { AccountId = AccountOf(number) },
            SymbolId = SymbolOf(number),
            Order = new OrderParameters
            {
                Side = isBid ? Side.Buy : Side.Sell,
                Type = OrderType.Limit,
                Price = (100 * One) + ((isBid ? -level : level) * One / 100),
                Quantity = One / 10,
                ClientOrderId = ClientIdOf(number),
            },
        }));
    }

    private void Operate(object command) => Apply(output => CommandWriter.WriteOperator(output, command));

    private void Apply(Action<IBufferWriter<byte>> write)
    {
        _payload.ResetWrittenCount();
        CommandWriter.Begin(_payload);
        write(_payload);
        long sequence = _state.Machine.Sequence + 1;
        _state.Apply(new LogEntry(sequence, StartUs + sequence, new BatchId(1, sequence), _payload.WrittenMemory));
        RejectReason reason = _state.Events.Outcomes[0].Reason;
        if (reason == RejectReason.None) return;
        throw new InvalidOperationException($"Entry {sequence} was refused: {reason}.");
    }
}
