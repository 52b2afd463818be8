using System.Runtime.InteropServices;
using Bourse.History.Storage;
using Bourse.Venue.Events;

namespace Bourse.History.Klines;

/// <summary>
/// Folds trades into the newest kline of each stored interval of each symbol, in memory; a transaction writes those
/// that it changed, once each, however many trades they took.
/// </summary>
internal sealed class KlineFold(IHistoryWriter writer)
{
    private readonly Dictionary<int, SymbolKlines> _symbols = [];
    private readonly List<SymbolKlines> _changed = [];

    public void Add(in TradeEvent trade)
    {
        ref SymbolKlines? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_symbols, trade.SymbolId, out _);
        SymbolKlines symbol = slot ??= new SymbolKlines(trade.SymbolId);
        if (!symbol.IsChanged)
        {
            symbol.IsChanged = true;
            _changed.Add(symbol);
        }
        symbol.Add(writer, in trade);
    }

    /// <summary>Writes what changed since the last time.</summary>
    public void Write()
    {
        foreach (SymbolKlines symbol in _changed) symbol.Write(writer);
        _changed.Clear();
    }

    /// <summary>Forgets all: the store holds what was committed.</summary>
    public void Clear()
    {
        _symbols.Clear();
        _changed.Clear();
    }

    private sealed class SymbolKlines(int symbolId)
    {
        private readonly Kline[] _newest = new Kline[StoredIntervals.LongestFirst.Length];

        public bool IsChanged { get; set; }

        public void Add(IHistoryWriter writer, in TradeEvent trade)
        {
            Kline one = Of(in trade);
            for (int i = 0; i < _newest.Length; i++)
            {
                ref Kline kline = ref _newest[i];
                if (trade.TimeUs > kline.CloseUs)
                    Begin(writer, StoredIntervals.LongestFirst[i], ref kline, trade.TimeUs);
                kline.Add(in one);
            }
        }

        public void Write(IHistoryWriter writer)
        {
            for (int i = 0; i < _newest.Length; i++)
                writer.Put(symbolId, StoredIntervals.LongestFirst[i], in _newest[i]);
            IsChanged = false;
        }

        /// <summary>
        /// Writes the kline that is over; the next may stand in the store already when this process did not make it.
        /// </summary>
        private void Begin(IHistoryWriter writer, KlineInterval interval, ref Kline kline, long timeUs)
        {
            var clock = new KlineClock(interval, TimeSpan.Zero);
            long openUs = clock.OpenOf(timeUs);
            bool isFirst = kline.TradeCount == 0;
            if (!isFirst) writer.Put(symbolId, interval, in kline);
            if (!isFirst || !writer.TryKline(symbolId, interval, openUs, out kline))
                kline = new Kline { OpenUs = openUs, CloseUs = clock.Shift(openUs, 1) - 1 };
        }

        private static Kline Of(in TradeEvent trade) => new()
        {
            Open = trade.Price,
            High = trade.Price,
            Low = trade.Price,
            Close = trade.Price,
            Volume = trade.Quantity,
            QuoteVolume = trade.Quote,
            TradeCount = 1,
            TakerBuyVolume = trade.BuyerIsMaker ? 0 : trade.Quantity,
            TakerBuyQuoteVolume = trade.BuyerIsMaker ? 0 : trade.Quote,
        };
    }
}
