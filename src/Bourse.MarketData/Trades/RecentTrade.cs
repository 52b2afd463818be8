namespace Bourse.MarketData.Trades;

/// <summary>A trade as the public sees it. Amounts are units of 1e-8; the time is the venue's, microseconds.</summary>
public readonly record struct RecentTrade(
    long TradeId, long Price, long Quantity, long Quote, long TimeUs, bool BuyerIsMaker);
