using System.Buffers;
using Bourse.History;
using Bourse.Replica;
using Bourse.Venue;
using Bourse.Venue.Events;

namespace Bourse.Server.Offline;

/// <summary>
/// Takes the venue's totals at one entry of a replay: what history, which stands there, must agree with.
/// </summary>
internal sealed class TotalsAt : IEventConsumer
{
    private readonly long _sequence;

    public TotalsAt(long sequence) => _sequence = sequence;

    /// <summary>Null until the entry was applied.</summary>
    public VenueTotals? Totals { get; private set; }

    public string Name => "totals";

    public long DurableSequence => long.MaxValue;

    public void OnEntry(in Entry entry, EventBuffer events, VenueView view)
    {
        if (entry.Sequence == _sequence) Totals = VenueTotals.From(view);
    }

    public void Save(IBufferWriter<byte> output)
    {
    }

    public void Load(ReadOnlySpan<byte> state, VenueView view)
    {
    }
}
