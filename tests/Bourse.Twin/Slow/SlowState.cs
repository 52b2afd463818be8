using Bourse.Venue.Accounts;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Everything that the twin knows. The parts of the twin share it and each keep to their own verbs.</summary>
public sealed class SlowState
{
    public SlowState() => Accounts.Add(AccountSpec.FeeAccountId, new SlowAccount(new AccountSpec
    {
        Id = AccountSpec.FeeAccountId,
        Name = "fees",
        Rights = AccountRights.None,
    }));

    public long Sequence { get; set; }
    public long TimeUs { get; set; }
    public long Second => TimeUs / 1_000_000;
    public TradingStatus Status { get; set; }
    public int ProtocolVersion { get; set; } = 1;
    public VenueSettings Settings { get; set; } = new();
    public long OrderId { get; set; }
    public long OrderListId { get; set; }
    public long ExecutionId { get; set; }

    public SortedDictionary<int, AssetSpec> Assets { get; } = [];
    public SortedDictionary<int, (long In, long Out)> Deposits { get; } = [];
    public SortedDictionary<int, FeeRates> FeeTiers { get; } = new() { [0] = new FeeRates(100_000, 100_000) };
    public SortedDictionary<int, SlowSymbol> Symbols { get; } = [];
    public SortedDictionary<int, SlowAccount> Accounts { get; } = [];
    public SortedDictionary<int, KeySpec> Keys { get; } = [];

    /// <summary>Open orders by id.</summary>
    public SortedDictionary<long, SlowOrder> Orders { get; } = [];

    /// <summary>Open lists by id.</summary>
    public SortedDictionary<long, SlowList> Lists { get; } = [];

    /// <summary>Dead man's switches that are on.</summary>
    public SortedDictionary<(int Account, int Symbol), long> Timers { get; } = [];

    public Journal Journal { get; } = new();

    public SlowSymbol SymbolOf(SlowOrder order) => Symbols[order.Fields.SymbolId];

    public SlowAccount AccountOf(SlowOrder order) => Accounts[order.Fields.AccountId];

    /// <summary>Open orders of an account, oldest first; symbol 0 is every symbol.</summary>
    public IEnumerable<SlowOrder> OrdersOf(int accountId, int symbolId = 0) => Orders.Values.Where(
        order => order.Fields.AccountId == accountId && (symbolId == 0 || order.Fields.SymbolId == symbolId));

    /// <summary>Open lists of an account, oldest first; symbol 0 is every symbol.</summary>
    public IEnumerable<SlowList> ListsOf(int accountId, int symbolId = 0) => Lists.Values.Where(
        list => list.Fields.AccountId == accountId && (symbolId == 0 || list.Fields.SymbolId == symbolId));

    public SlowOrder? OrderByClientId(int accountId, ClientId id) =>
        OrdersOf(accountId).FirstOrDefault(order => order.Fields.ClientOrderId == id);

    /// <summary>The rates of an account on a symbol (rule 11).</summary>
    public FeeRates RatesOf(SlowAccount account, SlowSymbol symbol)
    {
        if (symbol.Spec.Fees is { } rates) return rates;
        return FeeTiers.TryGetValue(account.Spec.FeeTier, out FeeRates tier) ? tier : FeeTiers[0];
    }

    /// <summary>Volume weighted average over the last minutes (rule 31); 0 is none.</summary>
    public long AveragePrice(SlowSymbol symbol, int minutes)
    {
        UInt128 quote = 0;
        UInt128 quantity = 0;
        foreach ((long second, (UInt128 Quote, UInt128 Base) sums) in symbol.Seconds)
        {
            if (second <= Second - minutes * 60L) continue;
            quote += sums.Quote;
            quantity += sums.Base;
        }
        if (quantity == 0) return symbol.LastPrice;
        return (long)System.Numerics.BigInteger.Min((System.Numerics.BigInteger)quote * Amounts.One / quantity, long.MaxValue);
    }
}
