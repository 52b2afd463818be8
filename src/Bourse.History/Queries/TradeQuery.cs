namespace Bourse.History.Queries;

/// <summary>
/// What myTrades, historicalTrades and aggTrades ask for. With an id or a start the oldest that fit are answered, else
/// the newest; ascending by id always. Times are microseconds, both included.
/// </summary>
/// <param name="FromId">The lowest trade id, or aggregate trade id.</param>
public readonly record struct TradeQuery(int SymbolId, long? FromId, long? StartUs, long? EndUs, int Limit)
{
    internal bool WantsNewest => FromId is null && StartUs is null;
}
