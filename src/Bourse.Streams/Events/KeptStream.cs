using Bourse.Api.Http;

namespace Bourse.Streams.Events;

/// <summary>A stream whose events are structs, written as JSON only when somebody wants them.</summary>
internal sealed class KeptStream<T>(StreamHub hub, string name, EventWriter<T> write) : EventStream(hub, name)
    where T : struct
{
    private readonly EventRing<T> _ring = new(hub.Options, hub.Budget);
    private StreamPosition _last;

    public override long First => _ring.First;

    public override long Next => _ring.Next;

    public override StreamPosition Floor => _ring.Floor;

    public override long NumberAfter(StreamPosition position) => _ring.NumberAfter(position);

    public override StreamPosition PositionOf(long number) => _ring.PositionOf(number);

    public override void Clear(long sequence)
    {
        _ring.Clear(sequence);
        _last = default;
    }

    /// <summary>Adds the next event of an entry; under the hub's gate.</summary>
    public void Add(long sequence, long timeUs, in T value, int extraBytes = 0)
    {
        _last = new StreamPosition(sequence, _last.Sequence == sequence ? _last.Index + 1 : 0);
        _ring.Add(_last, timeUs, in value, extraBytes);
        if (IsHeard) Hub.Dispatch(this, _ring.Next - 1);
    }

    public override Action<JsonPen> Copy(long number)
    {
        T value = _ring[number];
        StreamPosition position = _ring.PositionOf(number);
        return pen => write(pen, in value, position);
    }
}
