using System.Diagnostics;
using Bourse.Bench.Latency;
using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Bench.Books;

/// <summary>
/// Runs an order flow through a book: match, rest, cancel, modify. The reports that it would send are folded into a
/// number: two runs that did the same have the same one.
/// </summary>
internal sealed class BookRunner
{
    private readonly OrderBook _book = new(1);
    private readonly OrderIndex _index = new();

    public long Trades { get; private set; }

    public long Refused { get; private set; }

    public ulong Reports { get; private set; }

    public int Resting => _book.OrderCount;

    public void Run(ReadOnlySpan<FlowMessage> flow)
    {
        foreach (ref readonly FlowMessage message in flow) Apply(in message);
    }

    /// <summary>Takes the time of each message; reading the clock is part of it.</summary>
    public void Run(ReadOnlySpan<FlowMessage> flow, LatencyHistogram ticks)
    {
        long before = Stopwatch.GetTimestamp();
        foreach (ref readonly FlowMessage message in flow)
        {
            Apply(in message);
            long after = Stopwatch.GetTimestamp();
            ticks.Record(after - before);
            before = after;
        }
    }

    private void Apply(in FlowMessage message)
    {
        switch (message.Kind)
        {
            case FlowKind.New: Place(in message, rests: true); break;
            case FlowKind.NewImmediateOrCancel: Place(in message, rests: false); break;
            case FlowKind.Cancel: Cancel(in message); break;
            default: Modify(in message); break;
        }

        _book.ClearTouched();
    }

    private void Place(in FlowMessage message, bool rests)
    {
        long remaining = Match(in message);
        if (remaining > 0 && rests)
            _index.Add(message.OrderId, _book.Add(message.Side, message.Price, remaining, 0, (int)message.OrderId));
        Report(message.OrderId, remaining);
    }

    private void Cancel(in FlowMessage message)
    {
        int slot = _index.Remove(message.OrderId);
        if (slot == 0)
        {
            Refused++;
            return;
        }

        Report(message.OrderId, _book.ShownOf(slot));
        _book.Remove(slot);
    }

    private void Modify(in FlowMessage message)
    {
        int slot = _index.Remove(message.OrderId);
        if (slot == 0)
        {
            Refused++;
            return;
        }

        _book.Remove(slot);
        Place(in message, rests: true);
    }

    private long Match(in FlowMessage message)
    {
        long remaining = message.Quantity;
        Side opposite = message.Side == Side.Buy ? Side.Sell : Side.Buy;
        while (remaining > 0 && _book.BestLevel(opposite) is var level and not 0)
        {
            long price = _book.LevelPrice(level);
            if (message.Side == Side.Buy ? price > message.Price : price < message.Price) break;
            remaining -= Fill(_book.FirstInLevel(level), remaining, price);
        }

        return remaining;
    }

    private long Fill(int maker, long remaining, long price)
    {
        long shown = _book.ShownOf(maker);
        int makerId = _book.HandleOf(maker);
        Trades++;
        Report(makerId, price);
        if (remaining < shown)
        {
            _book.Reduce(maker, remaining);
            return remaining;
        }

        _index.Remove(makerId);
        _book.Remove(maker);
        return shown;
    }

    private void Report(long orderId, long amount) =>
        Reports = unchecked((Reports * 31) + ((ulong)orderId ^ ((ulong)amount << 24)));
}
