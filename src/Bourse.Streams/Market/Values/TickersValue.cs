namespace Bourse.Streams.Market.Values;

/// <summary>The tickers of all symbols that changed, in the order of their ids.</summary>
internal readonly record struct TickersValue(TickerValue[] Tickers)
{
    /// <summary>Bytes of one ticker, about.</summary>
    private const int TickerBytes = 240;

    public int ExtraBytes => Tickers.Length * TickerBytes;
}
