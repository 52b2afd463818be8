using Bourse.Streams.Events;

namespace Bourse.Streams.Tests.Events;

/// <summary>What all rings of a node keep together.</summary>
public sealed class RingBudgetTests
{
    private const int ExtraBytes = 1000;
    private const int BytesMax = 50 * ExtraBytes;

    private static readonly StreamOptions Options = new() { Window = TimeSpan.FromDays(1) };

    private readonly RingBudget _budget = new(BytesMax);
    private long _timeUs;

    [Fact]
    public void All_rings_together_stay_within_the_budget_and_use_most_of_it()
    {
        EventRing<long>[] rings = [.. Enumerable.Range(0, 20).Select(_ => new EventRing<long>(Options, _budget))];
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            Add(rings[random.Next(rings.Length)]);
            Assert.InRange(_budget.Bytes, 0, BytesMax);
            Assert.Equal(rings.Sum(BytesOf), _budget.Bytes);
        }
        Assert.InRange(_budget.Bytes, BytesMax * 3 / 4, BytesMax);
    }

    [Fact]
    public void The_oldest_events_go_whichever_ring_has_them()
    {
        var quiet = new EventRing<long>(Options, _budget);
        var busy = new EventRing<long>(Options, _budget);
        for (int i = 0; i < 10; i++) Add(quiet);
        for (int i = 0; i < 30; i++) Add(busy);
        Assert.Equal((10, 30), (quiet.Count, busy.Count));
        for (int i = 0; i < 30; i++) Add(busy);

        Assert.Equal(1, quiet.Count);
        Assert.Equal(9, quiet[quiet.First]);
        Assert.Equal(new StreamPosition(9, 0), quiet.Floor);
        Assert.InRange(busy.Count, 30, 50);
        Assert.Equal(new StreamPosition(busy[busy.First], 0), busy.Floor);
    }

    [Fact]
    public void The_newest_event_of_each_ring_stays_even_past_the_budget()
    {
        var small = new RingBudget(1);
        EventRing<long>[] rings = [.. Enumerable.Range(0, 5).Select(_ => new EventRing<long>(Options, small))];
        for (int i = 0; i < 50; i++) Add(rings[i % rings.Length]);

        Assert.All(rings, ring => Assert.Equal(1, ring.Count));
        Assert.Equal([45, 46, 47, 48, 49], rings.Select(ring => ring[ring.First]));
    }

    [Fact]
    public void What_a_ring_forgets_by_itself_is_given_back()
    {
        var ring = new EventRing<long>(new StreamOptions { Window = TimeSpan.FromMicroseconds(5) }, _budget);
        for (int i = 0; i < 100; i++) Add(ring);
        Assert.Equal(6, ring.Count);
        Assert.Equal(BytesOf(ring), _budget.Bytes);

        ring.Clear(7);
        Assert.Equal(0, _budget.Bytes);
    }

    /// <summary>Adds an event whose value and time are its number, at the entry with the number after it.</summary>
    private void Add(EventRing<long> ring)
    {
        ring.Add(new StreamPosition(_timeUs + 1, 0), _timeUs, _timeUs, ExtraBytes);
        _timeUs++;
    }

    private static long BytesOf(EventRing<long> ring) => ring.Count * (ExtraBytes + SlotBytes);

    private static long SlotBytes { get; } = MeasureSlot();

    private static long MeasureSlot()
    {
        var budget = new RingBudget(long.MaxValue);
        new EventRing<long>(Options, budget).Add(default, 0, 0, 0);
        return budget.Bytes;
    }
}
