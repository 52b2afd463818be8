using System.Buffers;
using System.Globalization;
using Bourse.Bench.Books;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Bench.Venues;

/// <summary>
/// The commands of a venue at work: symbols with the usual filters, funded accounts, then an <see cref="OrderFlow"/>
/// for each symbol, shuffled into each other. New orders are LIMIT, GTC or IOC; cancels go by client order id; a
/// modification is a cancel-replace. An account trades at most five of the symbols.
/// </summary>
internal sealed class VenueFlow
{
    private const long Tick = 1_000_000;
    private const long Step = 1_000_000;
    private const long Wealth = 1_000_000_000_000_000;
    private const int SymbolsOfAccount = 5;
    private const int UsdtId = 1;

    private readonly VenueBenchOptions _options;
    private readonly int _symbols;
    private readonly Random _random;
    private readonly CommandTape _tape = new();

    private VenueFlow(VenueBenchOptions options, int symbols)
    {
        _options = options;
        _symbols = symbols;
        _random = new Random(options.Seed);
    }

    /// <summary>
    /// The tape, and how many entries at its start come before the measurement: those that set up the venue and the
    /// first half of the trading, in which books fill up and pools grow.
    /// </summary>
    public static (CommandTape Tape, int WarmUp) Record(VenueBenchOptions options, int symbols)
    {
        var flow = new VenueFlow(options, symbols);
        flow.SetUp();
        int setUp = flow._tape.Count;
        flow.Trade();
        return (flow._tape, setUp + ((flow._tape.Count - setUp) / 2));
    }

    private void SetUp()
    {
        OrderRateLimit[] limits = [new(10, 10_000_000), new(86_400, 1_000_000_000)];
        Operate(new ConfigureVenue(new VenueSettings { OrderRateLimits = limits }));
        Operate(new AddAsset(new AssetSpec { Name = "USDT" }));
        for (int symbol = 1; symbol <= _symbols; symbol++) AddSymbol(symbol);
        for (int account = 0; account < _options.Accounts; account++)
        {
            Operate(new OpenAccount(new AccountSpec { Name = Invariant($"trader-{account}") }));
            Operate(new Deposit(IdOf(account), UsdtId, Wealth, 0));
        }

        for (int symbol = 1; symbol <= _symbols; symbol++)
            for (int trader = 0; trader < TradersOfSymbol; trader++)
                Operate(new Deposit(TraderOf(symbol, trader), UsdtId + symbol, Wealth, 0));
    }

    private void AddSymbol(int symbol)
    {
        Operate(new AddAsset(new AssetSpec { Name = Invariant($"C{symbol}") }));
        Operate(new AddSymbol(new SymbolSpec
        {
            Name = Invariant($"C{symbol}USDT"),
            BaseAssetId = UsdtId + symbol,
            QuoteAssetId = UsdtId,
            Filters = new SymbolFilters
            {
                PriceMin = Tick,
                PriceMax = Tick * 10_000_000,
                TickSize = Tick,
                QuantityMin = Step,
                QuantityMax = Step * 1_000_000,
                StepSize = Step,
                NotionalMin = 100_000_000,
                ApplyNotionalMinToMarket = true,
                NotionalAveragePriceMinutes = 5,
                PercentPriceBySide = true,
                PercentAveragePriceMinutes = 5,
                BidMultiplierUp = 500_000_000,
                BidMultiplierDown = 20_000_000,
                AskMultiplierUp = 500_000_000,
                AskMultiplierDown = 20_000_000,
                IcebergParts = 10,
                OrdersMax = 100_000,
                AlgoOrdersMax = 5,
                OrderAmendsMax = 10,
            },
        }));
    }

    private void Trade()
    {
        FlowMessage[][] flows =
        [
            .. Enumerable.Range(0, _symbols).Select(symbol => OrderFlow.Generate(
                FlowScenario.All[1], _options.Orders * 2 / _symbols, _options.Seed + symbol)),
        ];
        int[] next = new int[_symbols];
        List<int> running = [.. Enumerable.Range(0, _symbols)];
        while (running.Count > 0)
        {
            int pick = _random.Next(running.Count);
            int symbol = running[pick];
            Write(symbol + 1, in flows[symbol][next[symbol]++]);
            if (next[symbol] == flows[symbol].Length) running.RemoveAt(pick);
        }
    }

    private void Write(int symbolId, in FlowMessage message)
    {
        IBufferWriter<byte> output = _tape.Begin();
        var context = new CommandContext { AccountId = AccountOf(symbolId, message.OrderId) };
        ClientId clientId = ClientId.From(Invariant($"bench-{symbolId}-{message.OrderId}"));
        var target = new OrderReference { OrderId = -1, ClientOrderId = clientId };
        if (message.Kind == FlowKind.Cancel)
            CommandWriter.Write(output, new CancelOrder { Context = context, SymbolId = symbolId, Target = target });
        else if (message.Kind == FlowKind.Modify)
            CommandWriter.Write(output, new CancelReplaceOrder
            {
                Context = context,
                SymbolId = symbolId,
                Target = target,
                Order = OrderOf(in message, clientId),
            });
        else
            CommandWriter.Write(output, new PlaceOrder
            {
                Context = context,
                SymbolId = symbolId,
                Order = OrderOf(in message, clientId),
            });
        _tape.End();
    }

    private static OrderParameters OrderOf(in FlowMessage message, ClientId clientId) => new()
    {
        Side = message.Side,
        Type = OrderType.Limit,
        TimeInForce = message.Kind == FlowKind.NewImmediateOrCancel ? TimeInForce.Ioc : TimeInForce.Gtc,
        Price = message.Price * Tick,
        Quantity = message.Quantity * Step,
        ClientOrderId = clientId,
    };

    /// <summary>An account chosen by the order, so that its later commands come from the same one.</summary>
    private int AccountOf(int symbol, long orderId)
    {
        ulong mixed = unchecked((((ulong)symbol << 40) + (ulong)orderId) * 0x9E3779B97F4A7C15) >> 32;
        return TraderOf(symbol, (int)(mixed % (uint)TradersOfSymbol));
    }

    private int TradersOfSymbol => int.Max(1, _options.Accounts * int.Min(SymbolsOfAccount, _symbols) / _symbols);

    private int TraderOf(int symbol, int trader) =>
        IdOf((int)(((long)symbol * _options.Accounts / _symbols) + trader) % _options.Accounts);

    private static int IdOf(int account) => AccountSpec.FeeAccountId + 1 + account;

    private void Operate(object command)
    {
        CommandWriter.WriteOperator(_tape.Begin(), command);
        _tape.End();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
