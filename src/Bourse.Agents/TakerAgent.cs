namespace Bourse.Agents;

/// <summary>
/// Crosses the spread with small orders: market by quantity, market by quote amount, and limit IOC by turns of chance.
/// </summary>
internal sealed class TakerAgent : IAgent
{
    private const int ResyncSteps = 200;
    private const double WorthMin = 30;
    private const double WorthSpan = 900;
    private const double IocReach = 0.002;

    private readonly AgentDesk _desk;
    private readonly SeededRandom _random;
    private int _step;

    public TakerAgent(AgentDesk desk, SeededRandom random)
    {
        _desk = desk;
        _random = random;
    }

    public Task ResyncAsync(CancellationToken cancellation) => _desk.ReadHoldingsAsync(cancellation);

    public async Task StepAsync(CancellationToken cancellation)
    {
        if (++_step % ResyncSteps == 0) await _desk.ReadHoldingsAsync(cancellation).ConfigureAwait(false);
        SymbolRules symbol = _desk.Symbols[_random.NextIndex(_desk.Symbols.Count)];
        string query = Decide(symbol, _desk.Fair, _desk.Holdings, _random);
        try
        {
            await _desk.SendAsync(HttpMethod.Post, "/api/v3/order", query, cancellation).ConfigureAwait(false);
        }
        catch (VenueErrorException e) when (!e.IsLimit && e.Status is >= 400 and < 500)
        {
            // Nobody on the other side, or a filter: another symbol next time.
        }
    }

    /// <summary>The order as a query. The side leans to whichever evens out the account's stock.</summary>
    internal static string Decide(SymbolRules symbol, FairPrices fair, Holdings holdings, SeededRandom random)
    {
        bool isBuy = random.NextUnit() < 0.5 + 0.5 * holdings.WishToBuy(symbol);
        double size = random.NextUnit();
        double quoteAmount = (WorthMin + WorthSpan * size * size) / fair.ValueOf(symbol.QuoteAsset);
        double price = fair.PriceOf(symbol);
        decimal limit = isBuy ? symbol.CeilingPrice(price * (1 + IocReach)) : symbol.FloorPrice(price * (1 - IocReach));
        string quantity = AgentDesk.Text(symbol.QuantityFor(quoteAmount, limit));
        string what = random.NextIndex(3) switch
        {
            0 => $"type=MARKET&quantity={quantity}",
            1 => "type=MARKET&quoteOrderQty=" +
                AgentDesk.Text(Math.Round((decimal)quoteAmount, 8) + symbol.NotionalMin),
            _ => $"type=LIMIT&timeInForce=IOC&quantity={quantity}&price={AgentDesk.Text(limit)}",
        };
        return $"symbol={symbol.Name}&side={(isBuy ? "BUY" : "SELL")}&{what}&newOrderRespType=ACK";
    }
}
