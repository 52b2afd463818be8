namespace Bourse.History.Queries;

/// <summary>
/// What allOrders and allOrderList ask for. With an id or a start the oldest that fit are answered, else the newest;
/// ascending by id always. Times are microseconds, both included, and mean when the order was placed.
/// </summary>
/// <param name="SymbolId">Not used for order lists.</param>
/// <param name="FromId">The lowest order id, or order list id.</param>
public readonly record struct OrderQuery(
    int AccountId, int SymbolId, long? FromId, long? StartUs, long? EndUs, int Limit)
{
    internal bool WantsNewest => FromId is null && StartUs is null;
}
