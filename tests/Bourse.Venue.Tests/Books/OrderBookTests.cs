using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

public sealed class OrderBookTests
{
    [Fact]
    public void Best_level_is_the_highest_bid_and_the_lowest_ask()
    {
        var book = new OrderBook(10);
        book.Add(Side.Buy, 990, 1, 0, 1);
        book.Add(Side.Buy, 1_000, 1, 0, 2);
        book.Add(Side.Sell, 1_020, 1, 0, 3);
        book.Add(Side.Sell, 1_010, 1, 0, 4);

        Assert.Equal(1_000, book.BestPrice(Side.Buy));
        Assert.Equal(1_010, book.BestPrice(Side.Sell));
        Assert.Equal(2, book.HandleOf(book.BestOrder(Side.Buy)));
        Assert.Equal(4, book.HandleOf(book.BestOrder(Side.Sell)));
    }

    [Fact]
    public void Empty_side_has_no_best()
    {
        var book = new OrderBook(1);
        int slot = book.Add(Side.Buy, 5, 1, 0, 1);
        book.Remove(slot);

        Assert.Equal(0, book.BestOrder(Side.Buy));
        Assert.Equal(0, book.BestPrice(Side.Buy));
        Assert.Equal(0, book.BestLevel(Side.Sell));
        Assert.Equal(0, book.OrderCount);
        Assert.Equal(0, book.LevelCount);
    }

    [Fact]
    public void Refilled_iceberg_goes_to_the_end_of_its_queue()
    {
        var book = new OrderBook(1);
        int iceberg = book.Add(Side.Sell, 7, 2, 5, 1);
        book.Add(Side.Sell, 7, 3, 0, 2);
        book.Reduce(iceberg, 2);
        book.Refill(iceberg, 2);

        Assert.Equal(2, book.HandleOf(book.BestOrder(Side.Sell)));
        Assert.Equal((2, 3), (book.ShownOf(iceberg), book.HiddenOf(iceberg)));
        Assert.Equal(5, book.ShownAt(Side.Sell, 7));
    }

    [Fact]
    public void Amended_order_keeps_its_place()
    {
        var book = new OrderBook(1);
        int first = book.Add(Side.Buy, 7, 9, 0, 1);
        book.Add(Side.Buy, 7, 3, 0, 2);
        book.SetQuantities(first, 4, 0);

        Assert.Equal(first, book.BestOrder(Side.Buy));
        Assert.Equal(7, book.ShownAt(Side.Buy, 7));
    }

    [Fact]
    public void Level_that_comes_and_goes_within_a_command_is_no_change()
    {
        var book = new OrderBook(1);
        book.Remove(book.Add(Side.Buy, 7, 9, 0, 1));

        Assert.Equal(1, book.TouchedCount);
        Assert.False(book.TryChange(0, out _));
    }

    [Fact]
    public void Level_that_goes_and_comes_back_twice_is_one_change()
    {
        var book = new OrderBook(1);
        int slot = book.Add(Side.Buy, 7, 9, 0, 1);
        book.ClearTouched();
        book.Remove(slot);
        book.Remove(book.Add(Side.Buy, 7, 8, 0, 1));
        book.Add(Side.Buy, 7, 4, 0, 1);

        var changes = new List<LevelChange>();
        for (int index = 0; index < book.TouchedCount; index++)
            if (book.TryChange(index, out LevelChange change)) changes.Add(change);
        Assert.Equal([new LevelChange(Side.Buy, 7, 9, 4)], changes);
    }

    [Fact]
    public void Sum_beyond_64_bits_reads_as_the_greatest_amount_and_comes_back()
    {
        var book = new OrderBook(1);
        int first = book.Add(Side.Buy, 1, long.MaxValue, 0, 1);
        int second = book.Add(Side.Buy, 1, long.MaxValue, 0, 2);
        int third = book.Add(Side.Buy, 1, long.MaxValue, 0, 3);
        Assert.Equal(long.MaxValue, book.ShownAt(Side.Buy, 1));

        book.Remove(second);
        book.Reduce(third, long.MaxValue - 5);
        book.Reduce(first, long.MaxValue - 2);
        Assert.Equal(7, book.ShownAt(Side.Buy, 1));
    }

    [Fact]
    public void Price_off_the_tick_finds_its_place()
    {
        var book = new OrderBook(100);
        book.Add(Side.Sell, 500, 1, 0, 1);
        book.Add(Side.Sell, 300, 1, 0, 2);
        book.Add(Side.Buy, 200, 1, 0, 3);
        book.Add(Side.Sell, 407, 1, 0, 4);

        var depth = new List<DepthLevel>();
        book.Depth(Side.Sell, 2, depth);
        Assert.Equal([new DepthLevel(300, 1), new DepthLevel(407, 1)], depth);
        Assert.Equal(0, book.ShownAt(Side.Sell, 408));
        Assert.Equal(200, book.BestPrice(Side.Buy));
    }

    [Fact]
    public void Taking_more_than_is_shown_is_a_defect()
    {
        var book = new OrderBook(1);
        int slot = book.Add(Side.Buy, 7, 9, 0, 1);
        Assert.Throws<InvariantException>(() => book.Reduce(slot, 10));
        Assert.Throws<InvariantException>(() => book.Refill(slot, 1));
    }
}
