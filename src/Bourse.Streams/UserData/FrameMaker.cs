using System.Buffers;
using System.Buffers.Text;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.UserData;

/// <summary>
/// Makes an event's frames: its JSON once for each unit of time that somebody wants, a frame once for each
/// subscription number, which most clients have in common.
/// </summary>
internal sealed class FrameMaker(ReferenceCatalog catalog) : IDisposable
{
    private readonly JsonPen[] _pens = [new JsonPen(), new JsonPen { Microseconds = true }];
    private readonly bool[] _isWritten = new bool[2];
    private readonly Dictionary<(bool Microseconds, int SubscriptionId), SharedFrame> _frames = [];
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private EventRecord _record;
    private long _terminatedUs;

    /// <summary>The frames that follow are of this event.</summary>
    public void Begin(EventRecord record)
    {
        Clear();
        _record = record;
    }

    /// <summary>The frames that follow say that a subscription has ended.</summary>
    public void BeginTerminated(long timeUs)
    {
        Clear();
        _terminatedUs = timeUs;
        _record = default;
    }

    public SharedFrame Frame(bool microseconds, int subscriptionId)
    {
        if (_frames.TryGetValue((microseconds, subscriptionId), out SharedFrame? known)) return known;
        _text.ResetWrittenCount();
        _text.Write("{\"subscriptionId\":"u8);
        Utf8Formatter.TryFormat(subscriptionId, _text.GetSpan(11), out int length);
        _text.Advance(length);
        _text.Write(",\"event\":"u8);
        _text.Write(Json(microseconds));
        _text.Write("}"u8);
        var frame = SharedFrame.Text(_text.WrittenSpan);
        _frames.Add((microseconds, subscriptionId), frame);
        return frame;
    }

    public void Dispose()
    {
        foreach (JsonPen pen in _pens) pen.Dispose();
    }

    private ReadOnlySpan<byte> Json(bool microseconds)
    {
        int unit = microseconds ? 1 : 0;
        JsonPen pen = _pens[unit];
        if (!_isWritten[unit])
        {
            pen.Clear();
            if (_record.Bytes is null) UserEventJson.WriteTerminated(pen, _terminatedUs);
            else UserEventJson.Write(pen, catalog, _record);
            _isWritten[unit] = true;
        }
        return pen.Written.Span;
    }

    private void Clear()
    {
        _frames.Clear();
        Array.Clear(_isWritten);
    }
}
