using System.Buffers;
using Bourse.Twin.Load;
using Bourse.Twin.Slow;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Tests.Scenarios;

/// <summary>
/// A market to tell stories about: symbol BTCUSDT, accounts that open with funds when they are first named. Every command goes to
/// the state machine and its slow twin, which must agree on all that it brings about; then the story says what that was.
/// </summary>
public sealed class Market
{
    public const int Btc = 1;
    public const int Usdt = 2;
    public const int Symbol = 1;
    private const long Midnight = 1_704_067_200_000_000;
    private readonly Pairing _pairing = new();
    private readonly Dictionary<string, int> _accounts = new() { ["fees"] = AccountSpec.FeeAccountId };
    private readonly Dictionary<string, OrderFields> _orders = [];
    private long _nowUs = Midnight;
    private int _made;

    /// <param name="filters">Nothing is filtered unless given.</param>
    /// <param name="fees">No commission unless given.</param>
    public Market(SymbolFilters? filters = null, FeeRates? fees = null, Func<SymbolSpec, SymbolSpec>? with = null)
    {
        Operate(new AddAsset(new AssetSpec { Name = "BTC" }));
        Operate(new AddAsset(new AssetSpec { Name = "USDT" }));
        var symbol = new SymbolSpec
        {
            Name = "BTCUSDT",
            BaseAssetId = Btc,
            QuoteAssetId = Usdt,
            Filters = filters ?? new SymbolFilters(),
            Fees = fees ?? new FeeRates(0, 0),
            DefaultSelfTradePrevention = SelfTradePreventionMode.None,
        };
        Operate(new AddSymbol(with is null ? symbol : with(symbol)));
    }

    /// <summary>The clock, microseconds.</summary>
    public long NowUs => _nowUs;

    /// <summary>How the last command ended.</summary>
    public Outcome Outcome => _pairing.Twin.Journal.Outcomes[^1];

    private SlowState State => _pairing.Twin.State;

    /// <summary>Sets the clock to a time of day, as "12:01:00", of the first day or a later one.</summary>
    public Market At(string time, int day = 0)
    {
        _nowUs = Midnight + (long)(TimeSpan.Parse(time, null) + TimeSpan.FromDays(day)).TotalMicroseconds;
        return this;
    }

    public Market Operate(object command) => Send(output => CommandWriter.WriteOperator(output, command));

    public Market Tick() => Send(CommandWriter.WriteTick);

    /// <summary>Opens an account with these funds; one that is only named has a million of each.</summary>
    public Market Open(string name, string btc, string usdt, int tradeGroup = -1, int feeTier = 0, AccountRights? rights = null)
    {
        Operate(new OpenAccount(new AccountSpec
        {
            Name = name,
            TradeGroupId = tradeGroup,
            FeeTier = feeTier,
            Rights = rights ?? AccountRights.Ordinary,
        }));
        int id = (int)Outcome.Id;
        _accounts.Add(name, id);
        if (btc != "0") Operate(new Deposit(id, Btc, AmountText.Parse(btc), 0));
        if (usdt != "0") Operate(new Deposit(id, Usdt, AmountText.Parse(usdt), 0));
        return this;
    }

    /// <summary>The id of an account by its name.</summary>
    public int AccountId(string name)
    {
        if (!_accounts.ContainsKey(name)) Open(name, "1000000", "100000000");
        return _accounts[name];
    }

    /// <summary>Places an order; its client order id is made up unless given.</summary>
    public Market Place(string account, string order, string? id = null) => Send(new PlaceOrder
    {
        Context = Of(account),
        SymbolId = Symbol,
        Order = OrderText.Parse(order, id ?? $"o{++_made}"),
    });

    /// <summary>Places a list; its legs have the ids ID1, ID2, ID3.</summary>
    public Market PlaceList(string account, ListKind kind, string id, params string[] legs)
    {
        var command = new PlaceOrderList
        {
            Context = Of(account),
            SymbolId = Symbol,
            Kind = kind,
            ListClientOrderId = ClientId.From(id),
            First = OrderText.Parse(legs[0], id + "1"),
            Second = OrderText.Parse(legs[1], id + "2"),
        };
        if (legs.Length > 2) command.Third = OrderText.Parse(legs[2], id + "3");
        return Send(output => CommandWriter.Write(output, command));
    }

    public Market Cancel(string account, string id, CancelRestriction restriction = CancelRestriction.None) =>
        Send(output => CommandWriter.Write(output, new CancelOrder
        {
            Context = Of(account),
            SymbolId = Symbol,
            Target = Target(id),
            Restriction = restriction,
        }));

    public Market CancelAll(string account) => Send(output => CommandWriter.Write(
        output, new CancelOpenOrders { Context = Of(account), SymbolId = Symbol }));

    public Market CancelList(string account, string id) => Send(output => CommandWriter.Write(output, new CancelOrderList
    {
        Context = Of(account),
        SymbolId = Symbol,
        OrderListId = -1,
        ListClientOrderId = ClientId.From(id),
    }));

    public Market Replace(
        string account, string id, string order, string newId, CancelReplaceMode mode = CancelReplaceMode.StopOnFailure,
        OrderRateLimitExceededMode rate = OrderRateLimitExceededMode.DoNothing) =>
        Send(output => CommandWriter.Write(output, new CancelReplaceOrder
        {
            Context = Of(account),
            SymbolId = Symbol,
            Target = Target(id),
            Mode = mode,
            RateLimitMode = rate,
            Order = OrderText.Parse(order, newId),
        }));

    /// <summary>Amends an order's quantity; it keeps its client order id unless another is given.</summary>
    public Market Amend(string account, string id, string quantity, string? newId = null) =>
        Send(output => CommandWriter.Write(output, new AmendOrder
        {
            Context = Of(account),
            SymbolId = Symbol,
            Target = Target(id),
            NewClientOrderId = ClientId.From(newId ?? id),
            NewQuantity = AmountText.Parse(quantity),
        }));

    public Market CancelAllAfter(string account, int timeoutMs) => Send(output => CommandWriter.Write(
        output, new CancelAllAfter { Context = Of(account), SymbolId = Symbol, TimeoutMs = timeoutMs }));

    /// <summary>Two neutral accounts trade 1 at each price in turn.</summary>
    public Market Trade(params string[] prices)
    {
        foreach (string price in prices)
        {
            Place("neutral1", $"SELL LIMIT 1 @ {price}", "trade1").Place("neutral2", $"BUY LIMIT 1 @ {price}", "trade2");
            Assert.Equal(AmountText.Parse(price), Events<TradeEvent>()[0].Price);
        }
        return this;
    }

    /// <summary>Sends any command as it is.</summary>
    public Market Send(in PlaceOrder command)
    {
        PlaceOrder copy = command;
        return Send(output => CommandWriter.Write(output, in copy));
    }

    public CommandContext Of(string account) => new() { AccountId = AccountId(account) };

    /// <summary>The last command did all of this, in this order, and told of no other order.</summary>
    public Market Expect(params string[] events)
    {
        string told = Outcome.Reason == RejectReason.None ? "" : $"refused: {Outcome.Reason}\n";
        Assert.Equal(string.Join("\n", events), told + string.Join("\n", Told()));
        return this;
    }

    /// <summary>Among what the last command did was this.</summary>
    public Market ExpectAmong(params string[] events)
    {
        foreach (string each in events) Assert.Contains(each, Told());
        return this;
    }

    public Market Accepted() => Ended(RejectReason.None);

    /// <summary>The last command was refused with this reason and changed nothing that anyone could see.</summary>
    public Market Refused(RejectReason reason)
    {
        Ended(reason);
        Assert.Empty(_pairing.Twin.Journal.Events);
        return this;
    }

    public Market Ended(RejectReason reason)
    {
        Assert.Equal(reason, Outcome.Reason);
        return this;
    }

    /// <summary>Where an order stands after all that was told of it: its status, then executed of original quantity.</summary>
    public Market OrderIs(string id, string status, string? executed = null, string? prevented = null)
    {
        OrderFields order = Order(id);
        Assert.Equal(status, EventText.Upper(order.Status));
        if (executed is not null)
            Assert.Equal(executed, $"{AmountText.Of(order.ExecutedQuantity)}/{AmountText.Of(order.Quantity)}");
        if (prevented is not null) Assert.Equal(prevented, AmountText.Of(order.PreventedQuantity));
        return this;
    }

    /// <summary>Whether an order is at work, as far as its owner was told: a waiting stop or pending order is not.</summary>
    public Market Works(string id, bool works = true)
    {
        Assert.Equal(works, Order(id).IsWorking);
        return this;
    }

    /// <summary>The order as its last report told it.</summary>
    public OrderFields Order(string id) => _orders[id];

    public Market BalanceIs(string account, string asset, string free, string locked)
    {
        (long Free, long Locked) balance = State.Accounts[AccountId(account)].Balances
            .GetValueOrDefault(asset == "BTC" ? Btc : Usdt);
        Assert.Equal($"{asset} {free} free, {locked} locked", $"{asset} {AmountText.Of(balance.Free)} free, {AmountText.Of(balance.Locked)} locked");
        return this;
    }

    /// <summary>A side of the book by shown quantities, best first, as "100:1 99:2.5".</summary>
    public Market BookIs(Side side, string levels)
    {
        SlowSymbol symbol = State.Symbols[Symbol];
        IEnumerable<string> shown = symbol.Ranked(side).Select(order => order.Fields.Price).Distinct()
            .Select(price => $"{AmountText.Of(price)}:{AmountText.Of(symbol.ShownAt(side, price))}");
        Assert.Equal(levels, string.Join(" ", shown));
        return this;
    }

    /// <summary>Unfilled orders counted for an account in the first limit's window.</summary>
    public Market OrderCountIs(string account, int count)
    {
        Assert.Equal(count, new OrderCounts(State).Of(State.Accounts[AccountId(account)], 0));
        return this;
    }

    /// <summary>The events of one kind that the last command brought about.</summary>
    public IReadOnlyList<T> Events<T>() => [.. _pairing.Twin.Journal.Events.OfType<T>()];

    private string[] Told() => [.. _pairing.Twin.Journal.Events.Select(EventText.Of).OfType<string>()];

    private static OrderReference Target(string id) => new() { OrderId = -1, ClientOrderId = ClientId.From(id) };

    private Market Send(Action<ArrayBufferWriter<byte>> write)
    {
        var payload = new ArrayBufferWriter<byte>(512);
        CommandWriter.Begin(payload);
        write(payload);
        string? failure = _pairing.Apply(_nowUs, payload.WrittenMemory) ?? _pairing.ProveState();
        Assert.True(failure is null, failure);
        foreach (ExecutionReport report in Events<ExecutionReport>())
            _orders[report.Order.ClientOrderId.ToString()] = report.Order;
        return this;
    }
}
