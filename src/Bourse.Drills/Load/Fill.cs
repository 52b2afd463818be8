namespace Bourse.Drills.Load;

/// <summary>One side of a trade, as its owner was told.</summary>
internal sealed record Fill(long TradeId, decimal Price, decimal Quantity);
