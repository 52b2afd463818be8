namespace Bourse.Streams.Market.Values;

/// <summary>The average price over five minutes.</summary>
internal readonly record struct AverageValue(long TimeUs, long Price, long LastTradeUs);
