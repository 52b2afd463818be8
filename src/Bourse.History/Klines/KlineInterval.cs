namespace Bourse.History.Klines;

/// <summary>The lengths of klines (rest-api.md, "Kline/Candlestick data").</summary>
public enum KlineInterval
{
    Second1,
    Minute1,
    Minute3,
    Minute5,
    Minute15,
    Minute30,
    Hour1,
    Hour2,
    Hour4,
    Hour6,
    Hour8,
    Hour12,
    Day1,
    Day3,
    Week1,
    Month1,
}
