using Bourse.Venue.Accounts;
using Bourse.Venue.Events;
using Bourse.Venue.Matching;
using Bourse.Venue.Numerics;
using Bourse.Venue.Orders;
using Bourse.Venue.Reference;

namespace Bourse.Venue.Ledger;

/// <summary>
/// Moves what a fill moves: quote to the seller, base to the buyer, commissions to the fee account (rules 11 and 13).
/// </summary>
internal sealed class Settlement(VenueState state, Balances balances)
{
    /// <summary>
    /// What a taker's and a maker's order pay for a fill, out of what each receives; rounded up to a unit.
    /// </summary>
    public void Charge(ref Fill fill)
    {
        OpenOrder buyer = fill.Buyer, seller = fill.Seller;
        fill.BuyerCommission = CommissionOf(buyer, fill.Quantity, buyer == fill.Maker);
        fill.SellerCommission = CommissionOf(seller, fill.Quote, seller == fill.Maker);
    }

    /// <summary>Moves the balances, in the order of rule 11, then gives back what the orders hold too much.</summary>
    public void Settle(in Fill fill)
    {
        OpenOrder buyer = fill.Buyer, seller = fill.Seller;
        int symbolId = fill.Market.Id, baseId = fill.Market.BaseAssetId, quoteId = fill.Market.QuoteAssetId;
        long id = fill.TradeId;
        balances.Move(buyer.Account, quoteId, 0, -fill.Quote, BalanceCause.Trade, id, symbolId);
        balances.Move(buyer.Account, baseId, fill.Quantity, 0, BalanceCause.Trade, id, symbolId);
        balances.Move(buyer.Account, baseId, -fill.BuyerCommission, 0, BalanceCause.Commission, id, symbolId);
        balances.Move(seller.Account, baseId, 0, -fill.Quantity, BalanceCause.Trade, id, symbolId);
        balances.Move(seller.Account, quoteId, fill.Quote, 0, BalanceCause.Trade, id, symbolId);
        balances.Move(seller.Account, quoteId, -fill.SellerCommission, 0, BalanceCause.Commission, id, symbolId);
        Account fees = state.Accounts.FeeAccount;
        balances.Move(fees, baseId, fill.BuyerCommission, 0, BalanceCause.Commission, id, symbolId);
        balances.Move(fees, quoteId, fill.SellerCommission, 0, BalanceCause.Commission, id, symbolId);
        buyer.Hold -= fill.Quote;
        seller.Hold -= fill.Quantity;
    }

    private long CommissionOf(OpenOrder order, long received, bool isMaker)
    {
        FeeRates rates = state.FeesOf(order.Account, order.Market);
        Invariant.Check(FixedPoint.TryMultiplyUp(received, isMaker ? rates.Maker : rates.Taker, out long commission));
        return commission;
    }
}
