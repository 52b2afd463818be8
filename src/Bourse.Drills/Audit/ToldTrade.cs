namespace Bourse.Drills.Audit;

/// <summary>A trade as a node tells it to one of its sides.</summary>
internal sealed record ToldTrade(
    long TradeId, long OrderId, bool IsBuyer, decimal Price, decimal Quantity,
    decimal QuoteQuantity, decimal Commission);
