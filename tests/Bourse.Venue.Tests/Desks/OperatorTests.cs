using System.Buffers;
using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Desks;

/// <summary>The operator's commands: names, references, ranges, in this order (docs/venue-rules.md, rule 33).</summary>
public sealed class OperatorTests
{
    private readonly VenueHarness _venue = new();

    [Theory]
    [InlineData("ABCDEFGHIJKLMNOPQRST", RejectReason.None)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU", RejectReason.NameInvalid)]
    [InlineData("币安人生", RejectReason.None)]
    [InlineData("", RejectReason.NameInvalid)]
    [InlineData("usdt", RejectReason.NameInvalid)]
    [InlineData("A B", RejectReason.NameInvalid)]
    [InlineData("USDT", RejectReason.NameTaken)]
    public void Asset_names(string name, RejectReason expected) =>
        Assert.Equal(expected, _venue.Operate(new AddAsset(new AssetSpec { Name = name })).Reason);

    [Fact]
    public void An_asset_has_at_most_8_decimals() => Assert.Equal(
        RejectReason.SettingInvalid, _venue.Operate(new AddAsset(new AssetSpec { Name = "X", Precision = 9 })).Reason);

    [Theory]
    [InlineData("ETHBTC", RejectReason.None)]
    [InlineData("ETH-BTC_1.0", RejectReason.None)]
    [InlineData("eth", RejectReason.NameInvalid)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456", RejectReason.NameInvalid)]
    [InlineData("BTCUSDT", RejectReason.NameTaken)]
    public void Symbol_names(string name, RejectReason expected) =>
        Assert.Equal(expected, _venue.Operate(new AddSymbol(Symbol(name, Eth, new SymbolFilters()))).Reason);

    [Fact]
    public void A_symbol_needs_two_assets_that_are_there()
    {
        SymbolSpec spec = Symbol("X", Eth, new SymbolFilters());
        Assert.Equal(RejectReason.UnknownAsset, _venue.Operate(new AddSymbol(spec with { BaseAssetId = 9 })).Reason);
        Assert.Equal(RejectReason.UnknownAsset, _venue.Operate(new AddSymbol(spec with { QuoteAssetId = 0 })).Reason);
        Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new AddSymbol(spec with { BaseAssetId = Usdt })).Reason);
    }

    [Fact]
    public void Settings_of_a_symbol_have_ranges()
    {
        SymbolSpec spec = Symbol("X", Eth, new SymbolFilters());
        SymbolSpec[] wrong =
        [
            spec with { Filters = new SymbolFilters { TickSize = -1 } },
            spec with { Filters = new SymbolFilters { PositionMax = -1 } },
            spec with { Filters = new SymbolFilters { OrderAmendsMax = -1 } },
            spec with { Filters = new SymbolFilters { PercentAveragePriceMinutes = 61 } },
            spec with { Fees = new FeeRates(0, One + 1) },
            spec with { DefaultSelfTradePrevention = SelfTradePreventionMode.SymbolDefault },
            spec with { AllowedSelfTradePrevention = SelfTradePreventionModes.None },
            spec with { Status = (TradingStatus)3 },
            spec with { Features = (SymbolFeatures)128 },
        ];
        Assert.All(wrong, s => Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new AddSymbol(s)).Reason));
        Assert.Equal(RejectReason.None, _venue.Operate(new AddSymbol(spec)).Reason);
    }

    [Fact]
    public void An_update_keeps_name_assets_and_status_and_the_orders()
    {
        long id = _venue.Place(Alice, Limit(Side.Buy, 100, 1));
        _venue.Operate(new SetSymbolStatus(1, TradingStatus.CancelOnly));
        SymbolSpec changed = Symbol("OTHER", Eth, new SymbolFilters { TickSize = 7 }) with { Id = 1 };
        Assert.Equal(1, _venue.Operate(new UpdateSymbol(changed)).Id);
        SymbolSpec now = _venue.View.Symbol(1)!;
        Assert.Equal(("BTCUSDT", Btc, TradingStatus.CancelOnly, 7L), (now.Name, now.BaseAssetId, now.Status, now.Filters.TickSize));
        Assert.True(_venue.IsOpen(id));
        _venue.Reload();
        Assert.Equal(RejectReason.UnknownSymbol, _venue.Operate(new UpdateSymbol(changed with { Id = 5 })).Reason);
    }

    [Fact]
    public void Accounts_have_names_tiers_groups_and_rights()
    {
        var spec = new AccountSpec { Name = "dave" };
        Assert.Equal(RejectReason.NameInvalid, _venue.Operate(new OpenAccount(spec with { Name = "" })).Reason);
        Assert.Equal(RejectReason.NameInvalid, _venue.Operate(new OpenAccount(spec with { Name = "a\nb" })).Reason);
        Assert.Equal(RejectReason.NameTaken, _venue.Operate(new OpenAccount(spec with { Name = "fees" })).Reason);
        Assert.Equal(RejectReason.UnknownFeeTier, _venue.Operate(new OpenAccount(spec with { FeeTier = 100 })).Reason);
        Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new OpenAccount(spec with { TradeGroupId = -2 })).Reason);
        Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new OpenAccount(spec with { Rights = (AccountRights)16 })).Reason);
        Outcome opened = _venue.Operate(new OpenAccount(spec with { Id = 99, UpdateTimeUs = 5 }));
        Assert.Equal((5L, _venue.NowUs), (opened.Id, _venue.View.Account(5)!.UpdateTimeUs));
        Assert.Equal(RejectReason.UnknownAccount, _venue.Operate(new UpdateAccount(spec with { Id = 6 })).Reason);
    }

    [Fact]
    public void Keys_belong_to_an_account_and_are_unique()
    {
        var spec = new KeySpec { AccountId = Alice, ApiKey = "abc123", Material = new byte[32] };
        Assert.Equal(RejectReason.NameInvalid, _venue.Operate(new CreateKey(spec with { ApiKey = "a-b" })).Reason);
        Assert.Equal(RejectReason.UnknownAccount, _venue.Operate(new CreateKey(spec with { AccountId = 77 })).Reason);
        Assert.Equal(RejectReason.UnknownSymbol, _venue.Operate(new CreateKey(spec with { AllowedSymbols = [3] })).Reason);
        Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new CreateKey(spec with { Material = new byte[1025] })).Reason);
        Assert.Equal(1, _venue.Operate(new CreateKey(spec)).Id);
        Assert.Equal(RejectReason.NameTaken, _venue.Operate(new CreateKey(spec)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new UpdateKey(spec with { Id = 1, ApiKey = "zzz", Label = "bot" })).Reason);
        Assert.Equal(("abc123", "bot"), (_venue.View.Key(1)!.ApiKey, _venue.View.Key(1)!.Label));
        Assert.Equal(RejectReason.UnknownKey, _venue.Operate(new UpdateKey(spec with { Id = 2 })).Reason);
        _venue.Reload();
    }

    [Fact]
    public void Money_needs_the_right()
    {
        _venue.Operate(new UpdateAccount(new AccountSpec { Id = Alice, Name = "-", Rights = AccountRights.CanTrade }));
        Assert.Equal(RejectReason.DepositDisabled, _venue.Operate(new Deposit(Alice, Btc, 1, 1)).Reason);
        Assert.Equal(RejectReason.WithdrawDisabled, _venue.Operate(new Withdraw(Alice, Btc, 1, 1)).Reason);
        Assert.Equal(RejectReason.UnknownAsset, _venue.Operate(new Withdraw(Alice, 9, 1, 1)).Reason);
        Assert.Equal(RejectReason.UnknownAccount, _venue.Operate(new Deposit(9, Btc, 1, 1)).Reason);
    }

    [Fact]
    public void Order_rate_limits_have_different_intervals()
    {
        VenueSettings[] wrong =
        [
            new() { OrderRateLimits = [new(10, 1), new(10, 2)] },
            new() { OrderRateLimits = [new(0, 1)] },
            new() { OrderRateLimits = [new(1, 0)] },
            new() { OrderRateLimits = [new(1, 1), new(2, 1), new(3, 1), new(4, 1), new(5, 1)] },
            new() { OrdersMax = -1 },
        ];
        Assert.All(wrong, s => Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new ConfigureVenue(s)).Reason));
    }

    [Fact]
    public void An_upgrade_goes_up_only_and_an_unknown_one_stops_the_node()
    {
        Assert.Equal(RejectReason.SettingInvalid, _venue.Operate(new Upgrade(1)).Reason);
        var payload = new ArrayBufferWriter<byte>();
        CommandWriter.Begin(payload);
        CommandWriter.WriteOperator(payload, new Upgrade(StateMachine.ProtocolVersionMax + 1));
        Assert.Throws<InvariantException>(() => _venue.Apply(payload.WrittenMemory));
    }

    [Fact]
    public void Every_change_is_told_once()
    {
        _venue.Operate(new SetVenueStatus(TradingStatus.Trading));
        ReferenceEvent told = Assert.Single(_venue.Events.References.ToArray());
        Assert.Equal((ReferenceKind.Venue, 0), (told.Kind, told.Id));
        _venue.Operate(new SetFeeTier(7, new FeeRates(1, 2)));
        told = Assert.Single(_venue.Events.References.ToArray());
        Assert.Equal((ReferenceKind.FeeTier, 7), (told.Kind, told.Id));
        Assert.Equal(new FeeRates(1, 2), _venue.View.FeeTier(7));
    }
}
