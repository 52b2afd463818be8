using Bourse.Venue.Books;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Tests.Books;

public sealed class BookAllocationTests
{
    [Fact]
    public void Steady_state_allocates_nothing()
    {
        var book = new OrderBook(100);
        var index = new OrderIndex();
        var orderIds = new Queue<int>(1_000);
        var random = new Random(11);
        int orderId = 0;
        Trade(book, index, orderIds, random, ref orderId, 300_000);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Trade(book, index, orderIds, random, ref orderId, 100_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Trade(
        OrderBook book, OrderIndex index, Queue<int> orderIds, Random random, ref int orderId, int commands)
    {
        for (int command = 0; command < commands; command++)
        {
            while (orderIds.Count > 500) Cancel(book, index, orderIds.Dequeue());
            var side = (Side)random.Next(2);
            long price = 100 * (100_000 + (random.Next(200) * random.Next(200)) + ((int)side * 100));
            Match(book, index, side, price);
            int slot = book.Add(side, price, random.Next(1, 100), 50, ++orderId);
            index.Add(orderId, slot);
            orderIds.Enqueue(orderId);
            for (int touched = 0; touched < book.TouchedCount; touched++) book.TryChange(touched, out _);
            book.ClearTouched();
        }
    }

    private static void Cancel(OrderBook book, OrderIndex index, int orderId)
    {
        if (index.Remove(orderId) is var slot and not 0) book.Remove(slot);
    }

    private static void Match(OrderBook book, OrderIndex index, Side side, long price)
    {
        Side opposite = side == Side.Buy ? Side.Sell : Side.Buy;
        int maker = book.BestOrder(opposite);
        if (maker == 0 || (side == Side.Buy ? book.PriceOf(maker) > price : book.PriceOf(maker) < price)) return;
        book.Reduce(maker, long.Min(book.ShownOf(maker), 30));
        if (book.ShownOf(maker) > 0) return;
        if (book.HiddenOf(maker) > 0) book.Refill(maker, 50);
        else Cancel(book, index, book.HandleOf(maker));
    }
}
