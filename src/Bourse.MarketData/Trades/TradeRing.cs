using Bourse.Venue;
using Bourse.Venue.Snapshots;

namespace Bourse.MarketData.Trades;

/// <summary>
/// A symbol's last trades. It starts small, so that a quiet symbol costs little, and ends at <see cref="CountMax"/>.
/// </summary>
internal sealed class TradeRing
{
    /// <summary>What GET /api/v3/trades can ask for at most.</summary>
    public const int CountMax = 1000;

    private const int CapacityMin = 16;
    private const int CapacityMax = 1024;

    private RecentTrade[] _trades = new RecentTrade[CapacityMin];
    private long _added;

    /// <summary>How many are kept.</summary>
    public int Count => (int)Math.Min(_added, CountMax);

    /// <summary>The newest; all zero when there is none.</summary>
    public RecentTrade Last => _added == 0 ? default : At(_added - 1);

    public void Add(in RecentTrade trade)
    {
        if (_added == _trades.Length && _trades.Length < CapacityMax) Array.Resize(ref _trades, _trades.Length * 2);
        At(_added) = trade;
        _added++;
    }

    /// <summary>Copies the newest, at most as many as fit, oldest first; returns how many.</summary>
    public int CopyTo(Span<RecentTrade> into)
    {
        int count = Math.Min(Count, into.Length);
        for (int i = 0; i < count; i++) into[i] = At(_added - count + i);
        return count;
    }

    public void Save(BinaryPen pen)
    {
        pen.Int(Count);
        for (long i = _added - Count; i < _added; i++)
        {
            ref RecentTrade trade = ref At(i);
            pen.Long(trade.TradeId);
            pen.Long(trade.Price);
            pen.Long(trade.Quantity);
            pen.Long(trade.Quote);
            pen.Long(trade.TimeUs);
            pen.Bool(trade.BuyerIsMaker);
        }
    }

    /// <summary>Adds what <see cref="Save"/> wrote to an empty ring.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        Invariant.Check(_added == 0);
        int count = scanner.Int();
        if (count is < 0 or > CountMax) scanner.Fail();
        for (int i = 0; i < count && !scanner.Failed; i++) Add(Read(ref scanner));
    }

    private static RecentTrade Read(ref BinaryScanner scanner) => new(
        scanner.Long(), scanner.Long(), scanner.Long(), scanner.Long(), scanner.Long(), scanner.Bool());

    private ref RecentTrade At(long index) => ref _trades[index & (_trades.Length - 1)];
}
