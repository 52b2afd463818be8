using System.Buffers;
using Bourse.Venue.Events;
using Bourse.Venue.Snapshots;

namespace Bourse.MarketData.Statistics;

/// <summary>
/// A symbol's trades of the last seven days, by the minute and by the hour. Every window ends now and starts on a
/// minute, so it is at most 59 minute bars and then hour bars: a week is told from about 230 bars. At most 10,081
/// minute bars of 80 bytes are kept, fewer when there are minutes without a trade.
/// </summary>
internal sealed class TradeBars
{
    private readonly BarRing _minutes = new();
    private readonly BarRing _hours = new();
    private long _closeBefore;

    public void Add(in TradeEvent trade)
    {
        AddTo(_minutes, VenueTime.Floor(trade.TimeUs, VenueTime.MinuteUs), in trade);
        AddTo(_hours, VenueTime.Floor(trade.TimeUs, VenueTime.HourUs), in trade);
        DropBefore(VenueTime.Floor(trade.TimeUs - VenueTime.WeekUs, VenueTime.MinuteUs));
    }

    /// <summary>
    /// Adds up what was traded from a whole minute on, until now. False when nothing was.
    /// </summary>
    /// <param name="fromUs">A minute's start, at most seven days and one minute back.</param>
    /// <param name="sum">The window as one bar.</param>
    public bool TrySum(long fromUs, out Bar sum)
    {
        sum = default;
        int minute = _minutes.IndexFrom(fromUs);
        if (minute == _minutes.Count) return false;

        sum = _minutes[minute++];
        long fullHourUs = VenueTime.Floor(fromUs + VenueTime.HourUs - 1, VenueTime.HourUs);
        if (sum.StartUs >= fullHourUs) fullHourUs = VenueTime.Floor(sum.StartUs, VenueTime.HourUs) + VenueTime.HourUs;
        for (; minute < _minutes.Count && _minutes[minute].StartUs < fullHourUs; minute++) sum.Add(in _minutes[minute]);
        for (int hour = _hours.IndexFrom(fullHourUs); hour < _hours.Count; hour++) sum.Add(in _hours[hour]);
        return true;
    }

    /// <summary>
    /// Price of the last trade before a minute that is at most seven days and one minute back; 0 when there was none.
    /// </summary>
    public long CloseBefore(long fromUs)
    {
        int index = _minutes.IndexFrom(fromUs);
        return index == 0 ? _closeBefore : _minutes[index - 1].Close;
    }

    public void Save(IBufferWriter<byte> output)
    {
        var pen = new BinaryPen(output);
        pen.Long(_closeBefore);
        pen.Int(_minutes.Count);
        _minutes.WriteTo(output);
    }

    /// <summary>Takes over what <see cref="Save"/> wrote; the hours are made again from the minutes.</summary>
    public void Load(ref BinaryScanner scanner)
    {
        _closeBefore = scanner.Long();
        int count = scanner.Int();
        if (count < 0) scanner.Fail();
        for (int i = 0; i < count && !scanner.Failed; i++)
        {
            Bar minute = scanner.Struct<Bar>();
            _minutes.Add() = minute;
            AddToHours(in minute);
        }
    }

    private static void AddTo(BarRing bars, long startUs, in TradeEvent trade)
    {
        if (bars.Count > 0 && bars[bars.Count - 1].StartUs == startUs) bars[bars.Count - 1].Add(in trade);
        else bars.Add().Begin(startUs, in trade);
    }

    private void AddToHours(in Bar minute)
    {
        long hourUs = VenueTime.Floor(minute.StartUs, VenueTime.HourUs);
        if (_hours.Count > 0 && _hours[_hours.Count - 1].StartUs == hourUs)
        {
            _hours[_hours.Count - 1].Add(in minute);
            return;
        }
        ref Bar hour = ref _hours.Add();
        hour = minute;
        hour.StartUs = hourUs;
    }

    private void DropBefore(long minuteUs)
    {
        while (_minutes[0].StartUs < minuteUs)
        {
            _closeBefore = _minutes[0].Close;
            _minutes.RemoveFirst();
        }
        long hourUs = VenueTime.Floor(minuteUs, VenueTime.HourUs);
        while (_hours[0].StartUs < hourUs) _hours.RemoveFirst();
    }
}
