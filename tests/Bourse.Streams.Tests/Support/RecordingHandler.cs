using System.Collections.Concurrent;
using System.Text;
using Bourse.Streams.Sockets;

namespace Bourse.Streams.Tests.Support;

/// <summary>Echoes every message and tells when its session ends.</summary>
internal sealed class RecordingHandler(SocketSession session) : ISocketHandler
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketSession Session { get; } = session;

    public ConcurrentQueue<string> Messages { get; } = new();

    public Task Closed => _closed.Task;

    public ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
    {
        string text = Encoding.UTF8.GetString(message.Span);
        if (text == "throw") throw new InvalidOperationException("as asked");
        Messages.Enqueue(text);
        Session.Send(message.Span);
        return default;
    }

    public void OnShutdown(long atUs) => Session.Send("bye"u8);

    public void OnClosed() => _closed.TrySetResult();
}
