using System.Numerics;
using Bourse.Venue.Orders;

namespace Bourse.Twin.Slow;

/// <summary>What a book would give to an order, tried on copies of the resting orders (rules 12, 18, 21).</summary>
public sealed class DryWalk(SlowState state)
{
    /// <summary>A resting order that may be used up.</summary>
    private sealed class Maker(SlowOrder order)
    {
        public SlowOrder Order { get; } = order;
        public long Remaining { get; set; } = order.Remaining;
        public long Shown { get; set; } = order.Shown;
    }

    /// <summary>Whether a match of the two would be a self-trade that the taker's mode prevents (rule 22).</summary>
    public bool IsPrevented(SlowOrder taker, SlowOrder maker)
    {
        if (taker.Fields.SelfTradePrevention == SelfTradePreventionMode.None) return false;
        (SlowAccount one, SlowAccount other) = (state.AccountOf(taker), state.AccountOf(maker));
        return one == other
            || (one.Spec.TradeGroupId >= 0 && one.Spec.TradeGroupId == other.Spec.TradeGroupId);
    }

    /// <summary>Quantity and quote that an order to market would trade now; a budget of null is without end.</summary>
    public (BigInteger Quantity, BigInteger Quote) Run(SlowOrder taker, long? budget)
    {
        SlowSymbol symbol = state.SymbolOf(taker);
        List<Maker> makers = [.. symbol.Ranked(Kinds.Opposite(taker.Fields.Side)).Select(order => new Maker(order))];
        (BigInteger sum, BigInteger paid, long remaining) = (0, 0, taker.IsByQuote ? long.MaxValue : taker.Remaining);
        while (makers.Count > 0 && remaining > 0)
        {
            Maker maker = makers[0];
            long price = maker.Order.Fields.Price;
            long wanted = budget is { } left
                ? long.Min(remaining, Amounts.Affordable(left, price, symbol.MarketStep))
                : remaining;
            if (wanted == 0) break;
            if (IsPrevented(taker, maker.Order))
            {
                long takerHas = taker.IsByQuote ? wanted : remaining;
                long lost = Prevention.Of(taker.Fields.SelfTradePrevention, takerHas, maker.Remaining).Taker;
                if (lost == takerHas) break;
                if (taker.IsByQuote) budget -= (long)Amounts.Down(price, lost);
                else remaining -= lost;
                makers.RemoveAt(0);
                continue;
            }
            long quantity = long.Min(wanted, maker.Shown);
            BigInteger quote = Amounts.Down(price, quantity);
            sum += quantity;
            paid += quote;
            if (!taker.IsByQuote) remaining -= quantity;
            if (budget is not null) budget -= (long)quote;
            Use(makers, maker, quantity);
        }
        return (sum, paid);
    }

    /// <summary>Whether a FOK order can be filled at once in full (rule 21).</summary>
    public bool CanFill(SlowOrder taker)
    {
        BigInteger found = 0;
        foreach (SlowOrder maker in state.SymbolOf(taker).Ranked(Kinds.Opposite(taker.Fields.Side)))
        {
            if (!Crosses(taker, maker.Fields.Price)) break;
            if (!IsPrevented(taker, maker)) found += maker.Remaining;
            else if (taker.Fields.SelfTradePrevention != SelfTradePreventionMode.ExpireMaker) break;
        }
        return found >= taker.Remaining;
    }

    /// <summary>Whether the order's limit price allows the maker's price.</summary>
    public static bool Crosses(SlowOrder taker, long price) =>
        !taker.HasLimitPrice || (taker.IsBuy ? price <= taker.Fields.Price : price >= taker.Fields.Price);

    private static void Use(List<Maker> makers, Maker maker, long quantity)
    {
        maker.Remaining -= quantity;
        maker.Shown -= quantity;
        if (maker.Shown > 0) return;
        makers.RemoveAt(0);
        if (maker.Remaining == 0) return;
        maker.Shown = long.Min(maker.Order.Fields.IcebergQuantity, maker.Remaining);
        int behind = makers.FindLastIndex(other => other.Order.Fields.Price == maker.Order.Fields.Price);
        makers.Insert(behind + 1, maker);
    }
}
