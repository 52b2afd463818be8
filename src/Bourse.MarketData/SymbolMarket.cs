using System.Buffers;
using Bourse.MarketData.Books;
using Bourse.MarketData.Statistics;
using Bourse.MarketData.Trades;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.MarketData;

/// <summary>
/// All that is told to the public about one symbol. <see cref="ChangedSequence"/> marks its last change, for whoever
/// sends changes on.
/// </summary>
internal sealed class SymbolMarket
{
    /// <summary>The last entry that traded or changed a level here; 0 when none did.</summary>
    public long ChangedSequence { get; private set; }

    public TradeRing Trades { get; } = new();

    public TradeBars Bars { get; } = new();

    public DepthBook Book { get; } = new();

    public void Apply(long sequence, in TradeEvent trade)
    {
        ChangedSequence = sequence;
        Trades.Add(new RecentTrade(
            trade.TradeId, trade.Price, trade.Quantity, trade.Quote, trade.TimeUs, trade.BuyerIsMaker));
        Bars.Add(in trade);
    }

    public void Apply(long sequence, in LevelEvent level)
    {
        ChangedSequence = sequence;
        Book.Apply(in level);
    }

    public TickerStatistics Statistics(TickerWindow window, long timeUs)
    {
        (long openUs, long closeUs) = window.At(timeUs);
        long fromUs = VenueTime.Floor(openUs, VenueTime.MinuteUs);
        long before = Bars.CloseBefore(fromUs);
        bool traded = Bars.TrySum(fromUs, out Bar sum);
        RecentTrade last = Trades.Last;
        return new TickerStatistics
        {
            OpenTimeUs = openUs,
            CloseTimeUs = closeUs,
            OpenPrice = traded ? sum.Open : before,
            HighPrice = traded ? sum.High : before,
            LowPrice = traded ? sum.Low : before,
            LastPrice = last.Price,
            LastQuantity = last.Quantity,
            PreviousClosePrice = before,
            Volume = sum.Volume,
            QuoteVolume = sum.QuoteVolume,
            FirstTradeId = traded ? sum.FirstTradeId : -1,
            LastTradeId = traded ? last.TradeId : -1,
        };
    }

    public void Save(IBufferWriter<byte> output)
    {
        var pen = new BinaryPen(output);
        pen.Long(ChangedSequence);
        Trades.Save(pen);
        Bars.Save(output);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; the book is the venue's.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        ChangedSequence = scanner.Long();
        Trades.Load(ref scanner);
        Bars.Load(ref scanner);
    }
}
