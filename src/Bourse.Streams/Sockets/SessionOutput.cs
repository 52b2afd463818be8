using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Bourse.Streams.Sockets;

/// <summary>
/// What goes to a client. Anybody adds frames and is never held up; what waits is copied together and written by the
/// thread pool, one write at a time. Nothing runs while nothing waits.
/// </summary>
internal sealed class SessionOutput(Stream stream, SocketEndpoint endpoint, TimeProvider clock, Action onBroken)
    : IThreadPoolWorkItem
{
    private const int WriteBytes = 16 * 1024;
    private const int ReasonBytesMax = 123;
    private const long Never = -1;

    private readonly Lock _gate = new();
    private readonly FrameQueue _queue = new();
    private TaskCompletionSource? _drained;
    private bool _isWriting;
    private bool _isClosing;
    private bool _isBroken;
    private long _writeBegunAt = Never;
    private long _closeBegunAt = Never;

    /// <summary>Frames are no longer taken: a close was added.</summary>
    public bool IsClosing => Volatile.Read(ref _isClosing);

    /// <summary>Since a close was added; zero before.</summary>
    public TimeSpan Closing => Elapsed(ref _closeBegunAt);

    /// <summary>How long the write that runs has taken; zero when none runs.</summary>
    public TimeSpan Stalled => Elapsed(ref _writeBegunAt);

    public int QueuedBytes
    {
        get
        {
            lock (_gate) return _queue.Size;
        }
    }

    /// <summary>False when the queue is full, or no more is taken.</summary>
    public bool TrySend(SharedFrame frame)
    {
        lock (_gate)
        {
            if (_isClosing) return false;
            if (_queue.Count >= endpoint.QueueFramesMax) return false;
            if (_queue.Size + frame.Size > endpoint.QueueBytesMax) return false;
            _queue.Add(frame);
            if (_isWriting) return true;
            _isWriting = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Adds a close as the last frame; false when there is one already.</summary>
    /// <param name="discards">What waits is thrown away: the client would not take it in time.</param>
    public bool TryClose(CloseCode code, string reason, bool discards)
    {
        lock (_gate)
        {
            if (_isClosing) return false;
            Volatile.Write(ref _closeBegunAt, clock.GetTimestamp());
            Volatile.Write(ref _isClosing, true);
            if (discards) _queue.Clear();
            _queue.Add(CloseFrame(code, reason));
            if (_isWriting) return true;
            _isWriting = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Completes when all that was added is written, or never will be.</summary>
    public Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_isWriting || _isBroken) return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = WriteAllAsync();

    private async Task WriteAllAsync()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(WriteBytes);
        try
        {
            while (TryTake(buffer, out ReadOnlyMemory<byte> chunk))
                await stream.WriteAsync(chunk).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            Break();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool TryTake(byte[] buffer, out ReadOnlyMemory<byte> chunk)
    {
        lock (_gate)
        {
            chunk = _queue.Take(buffer);
            Volatile.Write(ref _writeBegunAt, chunk.IsEmpty ? Never : clock.GetTimestamp());
            if (!chunk.IsEmpty) return true;
            _isWriting = false;
            _drained?.TrySetResult();
            _drained = null;
            return false;
        }
    }

    /// <summary>The connection is gone: nothing more is taken, and whoever waits goes on.</summary>
    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            Volatile.Write(ref _isClosing, true);
            Volatile.Write(ref _writeBegunAt, Never);
            _queue.Clear();
            _drained?.TrySetResult();
            _drained = null;
        }
        onBroken();
    }

    private TimeSpan Elapsed(ref long begunAt)
    {
        long timestamp = Volatile.Read(ref begunAt);
        return timestamp == Never ? TimeSpan.Zero : clock.GetElapsedTime(timestamp);
    }

    private static SharedFrame CloseFrame(CloseCode code, string reason)
    {
        if (code == CloseCode.None) return SharedFrame.Control(SocketOpcode.Close, []);
        Span<byte> payload = stackalloc byte[2 + ReasonBytesMax];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        Encoding.UTF8.GetEncoder().Convert(reason, payload[2..], flush: true, out _, out int size, out _);
        return SharedFrame.Control(SocketOpcode.Close, payload[..(2 + size)]);
    }
}
