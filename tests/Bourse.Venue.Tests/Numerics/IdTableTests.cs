using Bourse.Venue.Numerics;

namespace Bourse.Venue.Tests.Numerics;

public sealed class IdTableTests
{
    /// <summary>Dense ids, sparse ones, and ones whose low bits are all the same.</summary>
    [Theory]
    [InlineData(1, 40)]
    [InlineData(173, 60)]
    [InlineData(1_024, 9)]
    public void Table_and_dictionary_never_differ(int distance, int ids)
    {
        var table = default(IdTable<long>);
        var twin = new Dictionary<int, long>();
        var written = new List<int>();
        var random = new Random(distance);
        for (int round = 0; round < 5_000; round++)
        {
            int id = distance * random.Next(1, ids + 1);
            Assert.Equal(twin.GetValueOrDefault(id), table.Read(id));
            if (random.Next(5) != 0) continue;
            table.Slot(id) = round;
            twin[id] = round;
            table.Ids(written);
            Assert.Equal(twin.Keys.Order(), written);
        }

        Assert.Equal(ids, twin.Count);
        Assert.Equal(0, table.Read(distance * (ids + 1)));
    }

    [Fact]
    public void Empty_table_has_nothing()
    {
        var table = default(IdTable<long>);
        Assert.Equal(0, table.Read(7));
        var ids = new List<int> { 3 };
        table.Ids(ids);
        Assert.Empty(ids);
    }

    [Fact]
    public void Id_0_cannot_be_written() =>
        Assert.Throws<InvariantException>(() =>
        {
            var table = default(IdTable<long>);
            table.Slot(0) = 1;
        });
}
