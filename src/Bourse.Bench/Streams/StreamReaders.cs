using Bourse.Bench.Http;

namespace Bourse.Bench.Streams;

/// <summary>Many clients that read at once, on one thread: what they get, and when.</summary>
internal sealed class StreamReaders : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(50);

    private readonly StreamConnection[] _connections;
    private readonly int[] _streams;
    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Thread _thread;
    private readonly Action<long> _onEvent;
    private readonly FrameControl _onControl;
    private volatile StreamTimes _times = new();
    private StreamTimes _reading = new();
    private int _index;
    private long _nowUs;
    private volatile bool _isStopping;

    /// <param name="streams">The number of the stream that each connection hears.</param>
    public StreamReaders(StreamConnection[] connections, int[] streams)
    {
        (_connections, _streams) = (connections, streams);
        _onEvent = timeUs => _reading.Add(_streams[_index], timeUs, _nowUs);
        _onControl = OnControl;
        for (int i = 0; i < connections.Length; i++) _epoll.Add(connections[i].Handle, i);
        _thread = new Thread(Run) { IsBackground = true, Name = "stream-readers" };
        _thread.Start();
    }

    /// <summary>Connections that the server ended.</summary>
    public int Ended { get; private set; }

    /// <summary>What came since the last call.</summary>
    public StreamTimes Take()
    {
        StreamTimes taken = _times;
        _times = new StreamTimes();
        // The thread may still add to it until its next look at the sockets.
        Thread.Sleep(2 * WaitMax);
        return taken;
    }

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _epoll.Dispose();
        foreach (StreamConnection connection in _connections) connection.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            _reading = _times;
            int count = _epoll.Wait(WaitMax);
            for (int i = 0; i < count; i++) Read(_epoll[i]);
        }
    }

    private void Read(int index)
    {
        StreamConnection connection = _connections[index];
        FrameScanner frames = connection.Frames;
        frames.CopyRest(_buffer);
        int rest = frames.RestCount;
        try
        {
            int count = Epoll.Receive(connection.Handle, _buffer.AsSpan(rest));
            if (count == 0) return;
            (_index, _nowUs) = (index, StreamClock.NowUs);
            frames.Scan(_buffer.AsSpan(0, rest + count), _onEvent, _onControl);
        }
        catch (IOException)
        {
            Ended++;
            _epoll.Remove(connection.Handle);
        }
    }

    private void OnControl(byte first, ReadOnlySpan<byte> payload)
    {
        if (first == FrameScanner.Ping) _connections[_index].Pong(payload);
    }
}
