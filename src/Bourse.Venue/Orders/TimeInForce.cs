namespace Bourse.Venue.Orders;

/// <summary>
/// How long an order stays active. Types without one (MARKET, LIMIT_MAKER, stops to market) report GTC.
/// </summary>
public enum TimeInForce : byte
{
    Gtc = 0,
    Ioc = 1,
    Fok = 2,
}
