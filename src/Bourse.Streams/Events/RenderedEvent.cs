using Bourse.Api.Http;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.Events;

/// <summary>
/// An event on its way to its clients: each form is made when the first one wants it, and once. For one thread.
/// </summary>
internal sealed class RenderedEvent : IDisposable
{
    private readonly JsonPen _pen = new();
    private readonly SharedFrame?[] _frames = new SharedFrame?[4];
    private EventStream? _stream;
    private Action<JsonPen>? _write;

    /// <summary>The frames that follow are of this event.</summary>
    public void Begin(EventStream stream, Action<JsonPen> write)
    {
        Array.Clear(_frames);
        (_stream, _write) = (stream, write);
    }

    public SharedFrame Frame(StreamForm form) => _frames[(int)form] ??= Make(form);

    public void Dispose() => _pen.Dispose();

    private SharedFrame Make(StreamForm form)
    {
        _pen.Clear();
        _pen.Microseconds = (form & StreamForm.Microseconds) != 0;
        if ((form & StreamForm.Combined) == 0) _write!(_pen);
        else
        {
            ReadOnlySpan<byte> bare = Frame(form & ~StreamForm.Combined).Payload;
            _pen.Clear();
            _pen.ObjectStart();
            _pen.Text("stream"u8, _stream!.Name);
            _pen.Raw("data"u8, bare);
            _pen.ObjectEnd();
        }
        return SharedFrame.Text(_pen.Written.Span);
    }
}
