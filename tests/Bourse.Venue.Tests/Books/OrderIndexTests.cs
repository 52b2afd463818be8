using Bourse.Venue.Books;

namespace Bourse.Venue.Tests.Books;

public sealed class OrderIndexTests
{
    /// <summary>Few stay, many come and go: what an exchange's ids do.</summary>
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 3_000)]
    [InlineData(3, 0)]
    public void Index_and_dictionary_never_differ(int seed, int staying)
    {
        var random = new Random(seed);
        var index = new OrderIndex(8);
        var twin = new Dictionary<long, int>();
        var open = new List<long>();
        for (long orderId = 1; orderId <= 60_000; orderId++)
        {
            int slot = random.Next(1, int.MaxValue);
            index.Add(orderId, slot);
            twin.Add(orderId, slot);
            open.Add(orderId);
            while (open.Count > staying + random.Next(20)) RemoveOne(index, twin, open, random);
            Assert.Equal(twin.GetValueOrDefault(orderId), index.Find(orderId));
            Assert.Equal(0, index.Find(orderId + 1));
            Assert.Equal(twin.Count, index.Count);
        }

        foreach ((long orderId, int slot) in twin) Assert.Equal(slot, index.Find(orderId));
        Assert.DoesNotContain(Enumerable.Range(1, 60_000), id => index.Find(id) != twin.GetValueOrDefault(id));
    }

    [Fact]
    public void Removing_what_is_not_there_gives_0()
    {
        var index = new OrderIndex();
        index.Add(4, 9);
        Assert.Equal(0, index.Remove(5));
        Assert.Equal(9, index.Remove(4));
        Assert.Equal(0, index.Remove(4));
    }

    private static void RemoveOne(OrderIndex index, Dictionary<long, int> twin, List<long> open, Random random)
    {
        int at = random.Next(open.Count);
        long orderId = open[at];
        open[at] = open[^1];
        open.RemoveAt(open.Count - 1);
        twin.Remove(orderId, out int slot);
        Assert.Equal(slot, index.Remove(orderId));
        Assert.Equal(0, index.Find(orderId));
    }
}
