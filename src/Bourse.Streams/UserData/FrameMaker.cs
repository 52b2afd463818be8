using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Bourse.Api.Catalog;
using Bourse.Api.Http;
using Bourse.Streams.Events;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.UserData;

/// <summary>
/// Makes an event's frames: its JSON once for each unit of time that somebody wants, a frame once for each
/// subscription number, which most clients have in common, once for all that want it bare, once for each listen key.
/// </summary>
internal sealed class FrameMaker(ReferenceCatalog catalog) : IDisposable
{
    private const int NoNumber = -1;

    private readonly JsonPen[] _pens = [new JsonPen(), new JsonPen { Microseconds = true }];
    private readonly bool[] _isWritten = new bool[2];
    private readonly Dictionary<(bool Microseconds, int SubscriptionId, string Stream), SharedFrame> _frames = [];
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private EventRecord _record;
    private long _terminatedUs;
    private string? _terminatedKey;

    /// <summary>The frames that follow are of this event.</summary>
    public void Begin(EventRecord record)
    {
        Clear();
        _record = record;
    }

    /// <summary>The frames that follow say that a subscription has ended.</summary>
    /// <param name="listenKey">Its listen key; null for one of the WebSocket API.</param>
    public void BeginTerminated(long timeUs, string? listenKey)
    {
        Clear();
        (_terminatedUs, _terminatedKey) = (timeUs, listenKey);
        _record = default;
    }

    /// <summary>{"subscriptionId":n,"event":{…}}.</summary>
    public SharedFrame Frame(bool microseconds, int subscriptionId)
    {
        if (_frames.TryGetValue((microseconds, subscriptionId, ""), out SharedFrame? known)) return known;
        _text.ResetWrittenCount();
        _text.Write("{\"subscriptionId\":"u8);
        Utf8Formatter.TryFormat(subscriptionId, _text.GetSpan(11), out int length);
        _text.Advance(length);
        _text.Write(",\"event\":"u8);
        return Make(microseconds, subscriptionId, "");
    }

    /// <summary>As old clients have it: the bare event, or {"stream":"LISTENKEY","data":{…}}.</summary>
    public SharedFrame Frame(StreamForm form, string listenKey)
    {
        bool microseconds = (form & StreamForm.Microseconds) != 0;
        string stream = (form & StreamForm.Combined) != 0 ? listenKey : "";
        if (_frames.TryGetValue((microseconds, NoNumber, stream), out SharedFrame? known)) return known;
        _text.ResetWrittenCount();
        if (stream.Length == 0) return Make(microseconds, NoNumber, stream);
        _text.Write("{\"stream\":\""u8);
        Encoding.ASCII.GetBytes(stream, _text);
        _text.Write("\",\"data\":"u8);
        return Make(microseconds, NoNumber, stream);
    }

    public void Dispose()
    {
        foreach (JsonPen pen in _pens) pen.Dispose();
    }

    /// <summary>Puts the event behind what is written already, and closes what that opened.</summary>
    private SharedFrame Make(bool microseconds, int subscriptionId, string stream)
    {
        bool isWrapped = _text.WrittenCount > 0;
        _text.Write(Json(microseconds));
        if (isWrapped) _text.Write("}"u8);
        var frame = SharedFrame.Text(_text.WrittenSpan);
        _frames.Add((microseconds, subscriptionId, stream), frame);
        return frame;
    }

    private ReadOnlySpan<byte> Json(bool microseconds)
    {
        int unit = microseconds ? 1 : 0;
        JsonPen pen = _pens[unit];
        if (!_isWritten[unit])
        {
            pen.Clear();
            if (_record.Bytes is null) UserEventJson.WriteTerminated(pen, _terminatedUs, _terminatedKey);
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
