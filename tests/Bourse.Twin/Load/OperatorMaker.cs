using Bourse.Twin.Slow;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Load;

/// <summary>Makes random operator's commands: changes that hurt, and more often those that put things right again.</summary>
public sealed class OperatorMaker(Dice dice, SlowState state)
{
    private const long One = World.One;

    public object Command()
    {
        int roll = dice.Below(100);
        if (roll < 40) return Transfer(isDeposit: roll < 30);
        if (roll < 52) return Symbol();
        if (roll < 60) return new SetSymbolStatus(SymbolId(), Status());
        if (roll < 64) return new SetVenueStatus(Status());
        if (roll < 68) return new ConfigureVenue(Settings());
        if (roll < 72) return new SetFeeTier(dice.Between(-1, 6) is 6 ? 100 : dice.Between(0, 5), Rates());
        if (roll < 84) return new UpdateAccount(Account() with { Id = AccountId() });
        if (roll < 92) return Key();
        return Rare();
    }

    /// <summary>What ends a halt or a ban, so that most commands meet an open market; null when nothing is amiss.</summary>
    public object? Repair()
    {
        if (state.Status != TradingStatus.Trading) return new SetVenueStatus(TradingStatus.Trading);
        foreach (SlowSymbol symbol in state.Symbols.Values)
            if (symbol.Spec.Status != TradingStatus.Trading) return new SetSymbolStatus(symbol.Id, TradingStatus.Trading);
        foreach (SlowAccount account in state.Accounts.Values.Where(each => each.Spec.Id >= World.FirstTrader))
            if (!account.Has(AccountRights.Ordinary))
                return new UpdateAccount(account.Spec with { Rights = account.Spec.Rights | AccountRights.Ordinary });
        return null;
    }

    private object Rare() => dice.Below(10) switch
    {
        0 => new KillAccount(AccountId()),
        1 or 2 => new KillKey(dice.Between(0, state.Keys.Count + 1)),
        3 => new Upgrade(dice.Between(-1, 2)),
        4 => new AddAsset(new AssetSpec { Name = Name(["AAA", "A-", "", "Ä", Fresh("N", 40)]), Precision = (byte)dice.Pick(8, 8, 9) }),
        5 => new AddSymbol(NewSymbol()),
        6 => new OpenAccount(Account() with { Name = Name(["fees", "", "a\tb", Fresh("acc", 30), new string('x', 65)]) }),
        7 => new Attest(dice.Below(9), dice.Below(1000), dice.Bits(), dice.Below(3)),
        _ => new CreateKey(World.Key(AccountId(), Name(["KEY2", "", "a b", Fresh("K", 60)])) with
        {
            ExpiresAtUs = dice.Pick(0, 0, -1, state.TimeUs + 1_000_000),
            AllowedSymbols = dice.Pick<int[]>([], [1], [2, 3], [99]),
        }),
    };

    private SymbolSpec NewSymbol() => World.Symbol(
        Name(["AAAQQQ", "a", "", Fresh("S", 12)]), AssetId(), AssetId(), World.PlainFilters);

    private string Name(string[] choices) => dice.Pick<string>(choices);

    private string Fresh(string prefix, int count) => prefix + dice.Below(count);

    private UpdateSymbol Symbol()
    {
        int id = SymbolId();
        SymbolFilters filters = id switch
        {
            World.Plain => World.PlainFilters,
            World.Strict => World.StrictFilters,
            _ => new SymbolFilters(),
        };
        SymbolSpec spec = World.Symbol("X", 0, 0, Bend(filters)) with { Id = id };
        return new UpdateSymbol(dice.Below(14) switch
        {
            0 => spec with { OrderTypes = OrderTypes.Limit | OrderTypes.StopLoss },
            1 => spec with { Features = dice.Pick(SymbolFeatures.None, SymbolFeatures.Oco, SymbolFeatures.Amend | SymbolFeatures.Oto) },
            2 => spec with { Fees = Rates() },
            3 => spec with { DefaultSelfTradePrevention = (SelfTradePreventionMode)dice.Pick(0, 1, 2, 3, 4, 5, 255) },
            4 => spec with
            {
                DefaultSelfTradePrevention = SelfTradePreventionMode.None,
                AllowedSelfTradePrevention = SelfTradePreventionModes.None | SelfTradePreventionModes.Decrement,
            },
            _ => spec,
        });
    }

    /// <summary>One filter made otherwise.</summary>
    private SymbolFilters Bend(SymbolFilters filters) => dice.Below(24) switch
    {
        0 => filters with { UseMinNotional = true, NotionalMin = 300 * One, ApplyNotionalMinToMarket = true },
        1 => filters with { PercentPriceBySide = false, BidMultiplierUp = One * 11 / 10, BidMultiplierDown = One * 9 / 10 },
        2 => filters with { PositionMax = dice.Between(1, 1900) * One },
        3 => filters with { MarketQuantityMin = 30 * One },
        4 => filters with { QuantityMin = 20 * One },
        5 => filters with { MarketStepSize = 3 * One },
        6 => filters with { StepSize = 7 },
        7 => filters with { IcebergParts = 2, IcebergOrdersMax = 1 },
        8 => filters with { NotionalAveragePriceMinutes = dice.Between(0, 62), PercentAveragePriceMinutes = dice.Between(0, 60) },
        9 => filters with { OrdersMax = 3, AlgoOrdersMax = 1, OrderListsMax = 1 },
        10 => filters with { NotionalMax = 500 * One, ApplyNotionalMaxToMarket = true },
        11 => filters with { TickSize = -1 },
        _ => filters,
    };

    private UpdateKey Key()
    {
        int id = dice.Between(0, state.Keys.Count + 1);
        return new UpdateKey(World.Key(0, "ignored") with
        {
            Id = id,
            IsRevoked = dice.Permille(60),
            ExpiresAtUs = dice.Pick(0, 0, 0, state.TimeUs + dice.Between(0, 5_000_000)),
            AllowedSymbols = dice.Pick<int[]>([], [], [], [1], [2, 3], [99]),
            Label = dice.Pick("", "bot", new string('y', 65)),
        });
    }

    /// <summary>Often with the next reference, at times with one that was taken or none.</summary>
    private object Transfer(bool isDeposit)
    {
        int accountId = AccountId();
        long last = state.Accounts.TryGetValue(accountId, out SlowAccount? account) ? account.TransferReference : 0;
        long reference = dice.Below(4) == 0 ? dice.Below(100) : last + dice.Between(0, 2);
        return isDeposit
            ? new Deposit(accountId, AssetId(), Amount(), reference)
            : new Withdraw(accountId, AssetId(), Amount(), reference);
    }

    private AccountSpec Account()
    {
        AccountRights rights = dice.Below(12) switch
        {
            0 => AccountRights.CanTrade,
            1 => AccountRights.CanDeposit | AccountRights.CanWithdraw,
            2 => AccountRights.Ordinary | AccountRights.Unlimited,
            _ => AccountRights.Ordinary,
        };
        return new AccountSpec
        {
            Name = "ignored",
            FeeTier = dice.Pick(0, 1, 2, 3, 5, 99, 100, -1),
            TradeGroupId = dice.Pick(-1, -1, 0, 7, -2),
            Rights = dice.Permille(10) ? (AccountRights)255 : rights,
        };
    }

    private VenueSettings Settings() => dice.Below(10) switch
    {
        0 => new VenueSettings { OrdersMax = 6 },
        1 => new VenueSettings { AlgoOrdersMax = 2, IcebergOrdersMax = 1 },
        2 => new VenueSettings { OrderListsMax = 1 },
        3 => new VenueSettings { OrdersMax = -1 },
        4 => new VenueSettings { OrderRateLimits = [new(10, 4), new(60, 20)] },
        5 => new VenueSettings { OrderRateLimits = [new(1, 3)] },
        6 => new VenueSettings { OrderRateLimits = dice.Pick<OrderRateLimit[]>([], [new(1, 1), new(1, 2)], [new(0, 1)]) },
        _ => new VenueSettings { OrderRateLimits = [new(10, 15), new(86_400, 200_000)] },
    };

    private FeeRates Rates() => dice.Below(8) switch
    {
        0 => new FeeRates(0, 0),
        1 => new FeeRates(One, One),
        2 => new FeeRates(One + 1, 0),
        _ => new FeeRates(dice.Below(200_000), dice.Below(3_000_000)),
    };

    private TradingStatus Status() => dice.Below(10) switch
    {
        0 => TradingStatus.Halt,
        1 => TradingStatus.CancelOnly,
        2 => (TradingStatus)7,
        _ => TradingStatus.Trading,
    };

    private long Amount() => dice.Below(20) switch
    {
        0 => 0,
        1 => -5,
        2 => (long)(dice.Bits() >> dice.Between(1, 20)),
        _ => (long)dice.Between(1, 500) * dice.Pick(One, 1),
    };

    private int AccountId() => dice.Permille(30) ? dice.Between(0, 60) : dice.Between(1, World.FirstTrader + World.Traders - 1);

    private int AssetId() => dice.Permille(30) ? dice.Between(-1, 60) : dice.Between(1, 4);

    private int SymbolId() => dice.Permille(30) ? dice.Between(0, 9) : dice.Between(1, 3);
}
