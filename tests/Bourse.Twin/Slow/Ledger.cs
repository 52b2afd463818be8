using Bourse.Venue.Accounts;
using Bourse.Venue.Events;
using Bourse.Venue.Reference;

namespace Bourse.Twin.Slow;

/// <summary>Balances and holds (docs/venue-rules.md, rules 8 to 16).</summary>
public sealed class Ledger(SlowState state)
{
    /// <summary>Changes a balance and tells it; a change of zero tells nothing.</summary>
    public void Move(
        int accountId, int assetId, long free, long locked, BalanceCause cause, long reference, int symbolId = 0)
    {
        if (free == 0 && locked == 0) return;
        SlowAccount account = state.Accounts[accountId];
        (long Free, long Locked) old = account.Balances.GetValueOrDefault(assetId);
        (long Free, long Locked) now = (old.Free + free, old.Locked + locked);
        if (now.Free < 0 || now.Locked < 0)
            throw new InvalidOperationException($"Twin: balance of account {accountId}, asset {assetId} becomes {now}.");
        account.Balances[assetId] = now;
        state.Journal.Add(new BalanceEvent
        {
            Free = now.Free,
            Locked = now.Locked,
            FreeDelta = free,
            LockedDelta = locked,
            Reference = reference,
            AccountId = accountId,
            AssetId = assetId,
            SymbolId = symbolId,
            Cause = cause,
        });
    }

    public long FreeOf(int accountId, int assetId) => state.Accounts[accountId].Balances.GetValueOrDefault(assetId).Free;

    public int HoldAssetOf(SlowOrder order) =>
        order.IsBuy ? state.SymbolOf(order).Spec.QuoteAssetId : state.SymbolOf(order).Spec.BaseAssetId;

    /// <summary>What rule 12 says of an order that waits or rests.</summary>
    public static long DueOf(SlowOrder order)
    {
        if (order.IsPending) return 0;
        if (!order.IsBuy) return order.Remaining;
        long price = order.HasLimitPrice ? order.Fields.Price : order.ReferencePrice;
        return (long)Amounts.Up(price, order.Remaining);
    }

    /// <summary>Makes an order's hold, or the one that a pair shares, what it has to be.</summary>
    public void MakeDue(SlowOrder order)
    {
        if (order.IsPaidDown) return;
        if (order.Pair is not { } pair) MakeHold(order, DueOf(order));
        else Resize(order, order.List!.Legs.Where(leg => leg == order || leg == pair), long.Max(DueOf(order), DueOf(pair)));
    }

    public void MakeHold(SlowOrder order, long due) => Resize(order, [order], due);

    /// <summary>An order closes: what the other leg of its pair does not need becomes free.</summary>
    public void Release(SlowOrder order)
    {
        if (order.Pair is { } pair) Resize(order, [pair, order], DueOf(pair));
        else MakeHold(order, 0);
    }

    /// <summary>A leg of a pair is filled: the shared hold is its own from now on.</summary>
    public static void TakeSharedHold(SlowOrder order)
    {
        if (order.Pair is not { } pair) return;
        order.Hold += pair.Hold;
        pair.Hold = 0;
    }

    /// <summary>Pays for a fill and takes commissions, in the order of rule 11.</summary>
    public void Settle(in TradeEvent trade, SlowOrder buyer, SlowOrder seller)
    {
        SymbolSpec symbol = state.SymbolOf(buyer).Spec;
        (int buying, int selling, int fees) = (trade.BuyerAccountId, trade.SellerAccountId, AccountSpec.FeeAccountId);
        (int baseId, int quoteId, long id) = (symbol.BaseAssetId, symbol.QuoteAssetId, trade.TradeId);
        buyer.Hold -= trade.Quote;
        seller.Hold -= trade.Quantity;
        Move(buying, quoteId, 0, -trade.Quote, BalanceCause.Trade, id, symbol.Id);
        Move(buying, baseId, trade.Quantity, 0, BalanceCause.Trade, id, symbol.Id);
        Move(buying, baseId, -trade.BuyerCommission, 0, BalanceCause.Commission, id, symbol.Id);
        Move(selling, baseId, 0, -trade.Quantity, BalanceCause.Trade, id, symbol.Id);
        Move(selling, quoteId, trade.Quote, 0, BalanceCause.Trade, id, symbol.Id);
        Move(selling, quoteId, -trade.SellerCommission, 0, BalanceCause.Commission, id, symbol.Id);
        Move(fees, baseId, trade.BuyerCommission, 0, BalanceCause.Commission, id, symbol.Id);
        Move(fees, quoteId, trade.SellerCommission, 0, BalanceCause.Commission, id, symbol.Id);
    }

    /// <summary>The legs together hold this much from now on, the first of them all of it.</summary>
    private void Resize(SlowOrder reference, IEnumerable<SlowOrder> legs, long due)
    {
        List<SlowOrder> all = [.. legs];
        long change = due - all.Sum(leg => leg.Hold);
        foreach (SlowOrder leg in all) leg.Hold = 0;
        all[0].Hold = due;
        BalanceCause cause = change > 0 ? BalanceCause.Hold : BalanceCause.Release;
        Move(
            reference.Fields.AccountId, HoldAssetOf(reference), -change, change, cause, reference.Id,
            reference.Fields.SymbolId);
    }
}
