using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;

namespace Bourse.Streams.Market.Values;

/// <summary>A symbol's statistics over a window.</summary>
internal readonly record struct TickerValue(long TimeUs, string Symbol, TickerStatistics Statistics, BookTicker Best);
