namespace Bourse.MarketData.Books;

/// <summary>Best bid and ask with their visible quantities; 0 where a side is empty.</summary>
public readonly record struct BookTicker(
    long UpdateId, long BidPrice, long BidQuantity, long AskPrice, long AskQuantity);
