using Bourse.History.Klines;

namespace Bourse.Streams.Market.Values;

/// <summary>A kline as it stands, or at its end.</summary>
internal readonly record struct KlineValue(
    long TimeUs, Kline Kline, long FirstTradeId, long LastTradeId, bool IsClosed);
