using System.Buffers;
using Bourse.Venue.Orders;

namespace Bourse.Venue.Snapshots;

/// <summary>
/// Writes all open orders, in ascending order of ids. They lie in memory in the order of their slots and are read in
/// that order, each into the place that its id gives it: jumping from order to order would wait for memory at each.
/// </summary>
internal static class OpenOrdersWriter
{
    /// <summary>Bytes of what an order has besides its fields: hold, reference price, extreme, rank, shown.</summary>
    private const int StateSize = 36;

    public static void Write(VenueState state, IBufferWriter<byte> output)
    {
        new BinaryPen(output).Int(state.Orders.Count);
        if (state.Orders.Count == 0) return;
        int[] starts = Starts(state.Orders, out int size);
        var places = new BookPlaces(state);
        Span<byte> all = output.GetSpan(size)[..size];
        foreach (OpenOrder order in state.Orders)
            Write(new SpanPen(all.Slice(starts[order.Slot], SizeOf(order))), order, places.Of(order));
        output.Advance(size);
    }

    /// <summary>Where each order's bytes begin, by slot.</summary>
    private static int[] Starts(OrderStore orders, out int size)
    {
        int[] sizes = new int[orders.Capacity];
        foreach (OpenOrder order in orders) sizes[order.Slot] = SizeOf(order);
        size = 0;
        foreach (int slot in orders.SortedSlots())
        {
            int start = size;
            size = checked(size + sizes[slot]);
            sizes[slot] = start;
        }
        return sizes;
    }

    private static int SizeOf(OpenOrder order) => OrderCodec.SizeOf(in order.Fields) + StateSize;

    private static void Write(SpanPen pen, OpenOrder order, BookPlaces.Place place)
    {
        OrderCodec.Write(ref pen, in order.Fields);
        pen.Long(order.Hold);
        pen.Long(order.ReferencePrice);
        pen.Long(order.Extreme);
        pen.Int(place.Rank);
        pen.Long(place.Shown);
        Invariant.Check(pen.Remaining == 0);
    }
}
