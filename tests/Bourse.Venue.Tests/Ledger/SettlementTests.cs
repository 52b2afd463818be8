using Bourse.Venue.Accounts;
using Bourse.Venue.Commands;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;
using Bourse.Venue.Tests.Support;
using static Bourse.Venue.Tests.Support.VenueHarness;

namespace Bourse.Venue.Tests.Ledger;

/// <summary>What a fill moves, in which order and rounded which way (docs/venue-rules.md, rules 10 to 13).</summary>
public sealed class SettlementTests
{
    private readonly VenueHarness _venue = new();

    [Fact]
    public void A_fill_moves_the_balances_in_the_order_of_rule_11()
    {
        SetFees(maker: 100_000, taker: 200_000);
        _venue.Place(Alice, Limit(Side.Sell, 100, 2));
        _venue.Place(Bob, Limit(Side.Buy, 110, 2));
        (int Account, int Asset, long Free, long Locked, BalanceCause Cause)[] expected =
        [
            (Bob, Usdt, -220 * One, 220 * One, BalanceCause.Hold),
            (Bob, Usdt, 0, -200 * One, BalanceCause.Trade),
            (Bob, Btc, 2 * One, 0, BalanceCause.Trade),
            (Bob, Btc, -Amount.Of("0.004"), 0, BalanceCause.Commission),
            (Alice, Btc, 0, -2 * One, BalanceCause.Trade),
            (Alice, Usdt, 200 * One, 0, BalanceCause.Trade),
            (Alice, Usdt, -Amount.Of("0.2"), 0, BalanceCause.Commission),
            (AccountSpec.FeeAccountId, Btc, Amount.Of("0.004"), 0, BalanceCause.Commission),
            (AccountSpec.FeeAccountId, Usdt, Amount.Of("0.2"), 0, BalanceCause.Commission),
            (Bob, Usdt, 20 * One, -20 * One, BalanceCause.Release),
        ];
        Assert.Equal(
            expected,
            _venue.Events.Balances.ToArray().Select(b => (b.AccountId, b.AssetId, b.FreeDelta, b.LockedDelta, b.Cause)));
    }

    [Fact]
    public void The_trade_stands_before_its_balances_and_its_reports_after_them()
    {
        _venue.Place(Alice, Limit(Side.Sell, 100, 2));
        _venue.Place(Bob, Limit(Side.Buy, 100, 1));
        Assert.Equal(
            [
                EventKind.Balance, EventKind.Report, EventKind.Trade, EventKind.Balance, EventKind.Balance, EventKind.Balance,
                EventKind.Balance, EventKind.Report, EventKind.Report, EventKind.Level,
            ],
            _venue.Events.Order.ToArray().Select(e => e.Kind));
        Assert.Equal((true, false), (_venue.Events.Reports[1].IsMaker, _venue.Events.Reports[2].IsMaker));
    }

    [Fact]
    public void Quotes_round_down_commissions_and_holds_round_up()
    {
        SetFees(maker: 100_000, taker: 100_000);
        OrderParameters order = Limit(Side.Sell, 0, 0);
        order.Price = Amount.Of("0.33333333");
        order.Quantity = Amount.Of("0.00000010");
        _venue.Place(Alice, order);
        order.Side = Side.Buy;
        _venue.Place(Bob, order);
        TradeEvent trade = Assert.Single(_venue.Events.Trades.ToArray());
        // 0.33333333 × 10 units = 3.33 units: the hold is 4, the quote 3; 0.1 % of 10 and of 3 units are one unit each.
        Assert.Equal((3, 1, 1), (trade.Quote, trade.BuyerCommission, trade.SellerCommission));
        Assert.Equal(4, _venue.Events.Balances[0].LockedDelta);
    }

    [Fact]
    public void A_symbols_own_fees_go_before_the_accounts_tier()
    {
        _venue.Operate(new SetFeeTier(1, new FeeRates(5, 6)));
        _venue.Operate(new UpdateAccount(new AccountSpec { Id = Alice, Name = "-", FeeTier = 1 }));
        Assert.Equal(new FeeRates(0, 0), _venue.View.FeesOf(Alice, 1));
        _venue.Operate(new UpdateSymbol(Symbol("-", Btc, new SymbolFilters()) with { Id = 1, Fees = null }));
        Assert.Equal(new FeeRates(5, 6), _venue.View.FeesOf(Alice, 1));
        _venue.Operate(new UpdateAccount(new AccountSpec { Id = Alice, Name = "-", FeeTier = 9 }));
        Assert.Equal(new FeeRates(100_000, 100_000), _venue.View.FeesOf(Alice, 1));
    }

    [Fact]
    public void A_market_buy_holds_exactly_what_the_book_will_take()
    {
        _venue.Place(Alice, Limit(Side.Sell, 100, 1));
        _venue.Place(Alice, Limit(Side.Sell, 101, 1) with { IcebergQuantity = One / 2 });
        _venue.Place(Bob, Market(Side.Buy, 3));
        Assert.Equal(201 * One, _venue.Events.Balances[0].LockedDelta);
        Assert.DoesNotContain(_venue.Events.Balances.ToArray(), b => b.Cause == BalanceCause.Release);
        Assert.Equal(ExpiryReason.InsufficientLiquidity, _venue.Events.Reports[^1].Order.ExpiryReason);
    }

    [Fact]
    public void A_market_buy_that_the_book_makes_too_dear_is_refused()
    {
        _venue.Place(Alice, Limit(Side.Sell, 1_000_000, 2));
        Assert.Equal(RejectReason.InsufficientBalance, _venue.Refuse(Bob, Market(Side.Buy, 2)));
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void A_quote_amount_buys_whole_steps_and_gives_the_rest_back(Side side)
    {
        _venue.Operate(new UpdateSymbol(Symbol("-", Btc, new SymbolFilters { StepSize = Amount.Of("0.1") }) with { Id = 1 }));
        _venue.Place(Alice, Limit(side == Side.Buy ? Side.Sell : Side.Buy, 100, 5));
        OrderParameters order = Market(side, 0);
        order.QuoteOrderQuantity = Amount.Of("255");
        _venue.Place(Bob, order);
        OrderFields filled = _venue.Events.Reports[^1].Order;
        Assert.Equal(
            (OrderStatus.Filled, Amount.Of("2.5"), Amount.Of("2.5"), Amount.Of("250")),
            (filled.Status, filled.Quantity, filled.ExecutedQuantity, filled.CumulativeQuote));
        Assert.Equal(0, _venue.View.Balance(Bob, side == Side.Buy ? Usdt : Btc).Locked);
    }

    [Fact]
    public void Deposits_stop_at_the_greatest_amount_and_withdrawals_at_what_is_free()
    {
        const long max = (1L << 62) - 1;
        long room = max - 3 * 1_000_000 * One;
        Assert.Equal(RejectReason.AmountOverflow, _venue.Operate(new Deposit(Alice, Eth, room + 1, 1)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Deposit(Alice, Eth, room, 1)).Reason);
        Assert.Equal(RejectReason.AmountNotPositive, _venue.Operate(new Deposit(Alice, Eth, 0, 1)).Reason);
        Assert.Equal(RejectReason.AmountOverflow, _venue.Operate(new Deposit(Bob, Eth, 1, 1)).Reason);
        _venue.Place(Bob, Limit(Side.Sell, 100, 1));
        Assert.Equal(RejectReason.InsufficientBalance, _venue.Operate(new Withdraw(Bob, Btc, 1_000_000 * One, 1)).Reason);
        Assert.Equal(RejectReason.None, _venue.Operate(new Withdraw(Bob, Btc, 999_999 * One, 1)).Reason);
        Assert.Equal(new Balance(0, One), _venue.View.Balance(Bob, Btc));
        _venue.Reload();
    }

    private void SetFees(long maker, long taker) => _venue.Operate(new UpdateSymbol(
        Symbol("-", Btc, new SymbolFilters()) with { Id = 1, Fees = new FeeRates(maker, taker) }));
}
