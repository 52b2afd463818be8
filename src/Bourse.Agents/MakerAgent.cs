using System.Text.Json;

namespace Bourse.Agents;

/// <summary>
/// Keeps a ladder of quotes on each of its symbols. Each step renews one level of one symbol, the best level every
/// second time, so the load is even and small.
/// </summary>
internal sealed class MakerAgent : IAgent
{
    private const int ResyncSteps = 600;

    private readonly AgentDesk _desk;
    private readonly SeededRandom _random;
    private readonly Dictionary<(string Symbol, char Side, int Level), string> _standing = [];
    private readonly string _prefix;
    private int _step;
    private long _orderNumber;

    /// <param name="run">Tells the client order ids of this run from those of former ones.</param>
    public MakerAgent(AgentDesk desk, SeededRandom random, string run)
    {
        _desk = desk;
        _random = random;
        _prefix = $"m-{run}-";
    }

    public async Task ResyncAsync(CancellationToken cancellation)
    {
        foreach (SymbolRules symbol in _desk.Symbols)
            await _desk.CancelAllAsync(symbol, cancellation).ConfigureAwait(false);
        _standing.Clear();
        await _desk.ReadHoldingsAsync(cancellation).ConfigureAwait(false);
    }

    public async Task StepAsync(CancellationToken cancellation)
    {
        if (++_step % ResyncSteps == 0) await _desk.ReadHoldingsAsync(cancellation).ConfigureAwait(false);
        SymbolRules symbol = _desk.Symbols[_step % _desk.Symbols.Count];
        int level = LevelOf(_step / _desk.Symbols.Count);
        double roll = _random.NextUnit();
        await RenewAsync(
            symbol, 'B', level, QuoteLadder.Bid(symbol, _desk.Fair, _desk.Holdings, level, roll), cancellation)
            .ConfigureAwait(false);
        await RenewAsync(
            symbol, 'S', level, QuoteLadder.Ask(symbol, _desk.Fair, _desk.Holdings, level, roll), cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>First every level once, then the best one and one of the others by turns.</summary>
    internal static int LevelOf(int round)
    {
        if (round < QuoteLadder.LevelCount) return round;
        return round % 2 == 0 ? 0 : 1 + round / 2 % (QuoteLadder.LevelCount - 1);
    }

    private async Task RenewAsync(
        SymbolRules symbol, char side, int level, Quote? wanted, CancellationToken cancellation)
    {
        var slot = (symbol.Name, side, level);
        _standing.Remove(slot, out string? old);
        try
        {
            if (wanted is { } quote)
            {
                // A cancel-replace may fail in its cancel and yet place: the new order is taken to stand until its
                // turn.
                string id = $"{_prefix}{++_orderNumber}";
                if (old is not null) _standing[slot] = id;
                await PlaceAsync(symbol, side, quote, id, old, cancellation).ConfigureAwait(false);
                _standing[slot] = id;
            }
            else if (old is not null)
            {
                await CancelAsync(symbol, old, cancellation).ConfigureAwait(false);
            }
        }
        catch (VenueErrorException e) when (!e.IsLimit && e.Status is >= 400 and < 500)
        {
            // The market moved past the quote, or the old one was filled: the slot's next turn mends it.
        }
    }

    private Task<JsonElement> PlaceAsync(
        SymbolRules symbol, char side, Quote quote, string id, string? old, CancellationToken cancellation)
    {
        string order = $"symbol={symbol.Name}&side={(side == 'B' ? "BUY" : "SELL")}&type=LIMIT_MAKER" +
            $"&quantity={AgentDesk.Text(quote.Quantity)}&price={AgentDesk.Text(quote.Price)}" +
            $"&newClientOrderId={id}&newOrderRespType=ACK";
        if (old is null) return _desk.SendAsync(HttpMethod.Post, "/api/v3/order", order, cancellation);
        return _desk.SendAsync(HttpMethod.Post, "/api/v3/order/cancelReplace",
            $"{order}&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId={old}", cancellation);
    }

    private Task<JsonElement> CancelAsync(SymbolRules symbol, string id, CancellationToken cancellation) =>
        _desk.SendAsync(
        HttpMethod.Delete, "/api/v3/order", $"symbol={symbol.Name}&origClientOrderId={id}", cancellation);
}
