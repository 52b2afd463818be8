using System.Buffers;
using System.Runtime.InteropServices;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;
using Bourse.Venue.Orders;

namespace Bourse.Simulation;

/// <summary>A node's read model: where each order was placed. Part of its snapshots, as the real ones are.</summary>
internal sealed class OrderJournal(EntryWitness witness) : IEventConsumer
{
    private readonly Dictionary<OrderKey, long> _placedAt = [];

    public string Name => "journal";

    public long DurableSequence => long.MaxValue;

    /// <summary>The entry in which an order was placed; 0 when there is none.</summary>
    public long PlacedAt(OrderKey key) => _placedAt.GetValueOrDefault(key);

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        witness.Observe(entry.Sequence, Digests.OfEntry(in entry, events));
        foreach (ref readonly ExecutionReport report in events.Reports)
        {
            if (report.ExecutionType != ExecutionType.New) continue;
            _placedAt[new OrderKey(report.Order.AccountId, report.Order.ClientOrderId)] = entry.Sequence;
        }
    }

    public void Save(IBufferWriter<byte> output)
    {
        foreach (KeyValuePair<OrderKey, long> placed in _placedAt) output.Write(MemoryMarshal.AsBytes([placed]));
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
        _placedAt.Clear();
        foreach (KeyValuePair<OrderKey, long> placed in MemoryMarshal.Cast<byte, KeyValuePair<OrderKey, long>>(state))
            _placedAt.Add(placed.Key, placed.Value);
    }
}
