using Bourse.Venue.Orders;

namespace Bourse.Venue.Triggers;

/// <summary>
/// Stops of one direction in a binary heap: the one that fires first is on top, ties go by order id. An order knows its
/// place, so
/// that a cancelled one is found at once.
/// </summary>
internal sealed class StopHeap(bool isRising)
{
    private OpenOrder[] _heap = new OpenOrder[16];
    private int _count;

    /// <summary>Null when none waits.</summary>
    public OpenOrder? First => _count == 0 ? null : _heap[0];

    public void Add(OpenOrder order)
    {
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        SiftUp(order, _count++);
    }

    public void Remove(OpenOrder order)
    {
        int at = order.HeapIndex;
        Invariant.Check(_heap[at] == order);
        order.HeapIndex = -1;
        OpenOrder last = _heap[--_count];
        _heap[_count] = null!;
        if (last == order) return;
        if (at > 0 && IsBefore(last, _heap[(at - 1) / 2])) SiftUp(last, at);
        else SiftDown(last, at);
    }

    private void SiftUp(OpenOrder order, int at)
    {
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!IsBefore(order, _heap[parent])) break;
            Put(_heap[parent], at);
            at = parent;
        }
        Put(order, at);
    }

    private void SiftDown(OpenOrder order, int at)
    {
        for (int child = (2 * at) + 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && IsBefore(_heap[child + 1], _heap[child])) child++;
            if (!IsBefore(_heap[child], order)) break;
            Put(_heap[child], at);
            at = child;
        }
        Put(order, at);
    }

    private void Put(OpenOrder order, int at)
    {
        _heap[at] = order;
        order.HeapIndex = at;
    }

    private bool IsBefore(OpenOrder a, OpenOrder b)
    {
        if (a.Fields.StopPrice == b.Fields.StopPrice) return a.Fields.OrderId < b.Fields.OrderId;
        return a.Fields.StopPrice < b.Fields.StopPrice == isRising;
    }
}
