using Bourse.Venue.Orders;

namespace Bourse.Venue.Matching;

/// <summary>One match of a taker with a maker, while it is being worked.</summary>
internal ref struct Fill
{
    public Market Market;
    public OpenOrder Taker;
    public OpenOrder Maker;
    public long Price;
    public long Quantity;
    public long Quote;
    public long TradeId;
    public long BuyerCommission;
    public long SellerCommission;

    public readonly OpenOrder Buyer => Taker.Fields.Side == Side.Buy ? Taker : Maker;

    public readonly OpenOrder Seller => Taker.Fields.Side == Side.Buy ? Maker : Taker;
}
