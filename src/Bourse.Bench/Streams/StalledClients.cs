using System.Diagnostics;
using System.Net;
using System.Text;
using Bourse.Bench.Http;

namespace Bourse.Bench.Streams;

/// <summary>
/// Clients that hear much, have little room, and read nothing. Half of them read again when they have stalled for a
/// while, and so learn why they are closed; the others are cut off.
/// </summary>
internal sealed class StalledClients : IDisposable
{
    private const int ReceiveBytes = 4096;
    private const int ReadBytes = 256 * 1024;
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(20);

    private readonly StreamConnection[] _connections;
    private readonly long[] _openedAt;
    private readonly TimeSpan[] _endedAfter;
    private readonly string[] _reasons;
    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[ReadBytes];
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private int _readAgain;

    public StalledClients(IPEndPoint server, string path, int count)
    {
        _connections = new StreamConnection[count];
        _openedAt = new long[count];
        _endedAfter = new TimeSpan[count];
        _reasons = new string[count];
        for (int i = 0; i < count; i++)
        {
            _connections[i] = new StreamConnection(server, path, ReceiveBytes);
            _openedAt[i] = Stopwatch.GetTimestamp();
            _epoll.AddForEnd(_connections[i].Handle, i);
        }
        _thread = new Thread(Run) { IsBackground = true, Name = "stalled-clients" };
        _thread.Start();
    }

    public int Count => _connections.Length;

    /// <summary>How many the server ended.</summary>
    public int Ended => _endedAfter.Count(after => after > TimeSpan.Zero);

    /// <summary>How long the last of them was open.</summary>
    public TimeSpan SlowestEnd => _endedAfter.DefaultIfEmpty().Max();

    /// <summary>Reasons that were told, with how often.</summary>
    public IEnumerable<(string Reason, int Count)> Reasons => _reasons.Where(reason => reason is not null)
        .GroupBy(reason => reason, StringComparer.Ordinal).Select(group => (group.Key, group.Count()));

    /// <summary>Stops to look at them.</summary>
    public void Stop()
    {
        _isStopping = true;
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _epoll.Dispose();
        foreach (StreamConnection connection in _connections) connection.Dispose();
    }

    private void Run()
    {
        while (!_isStopping)
        {
            int count = _epoll.Wait(WaitMax);
            for (int i = 0; i < count; i++) OnReady(_epoll[i]);
            for (; _readAgain < Count; _readAgain += 2)
            {
                if (Stopwatch.GetElapsedTime(_openedAt[_readAgain]) < ReadAgainAfter) break;
                if (_endedAfter[_readAgain] > TimeSpan.Zero) continue;
                _epoll.Remove(_connections[_readAgain].Handle);
                _epoll.Add(_connections[_readAgain].Handle, _readAgain);
            }
        }
    }

    private void OnReady(int index)
    {
        StreamConnection connection = _connections[index];
        FrameScanner frames = connection.Frames;
        try
        {
            frames.CopyRest(_buffer);
            int rest = frames.RestCount;
            int count = Epoll.Receive(connection.Handle, _buffer.AsSpan(rest));
            if (count == 0) return;
            frames.Scan(_buffer.AsSpan(0, rest + count), _ => { }, (first, payload) => OnControl(index, first, payload));
        }
        catch (IOException)
        {
            End(index);
        }
    }

    private void OnControl(int index, byte first, ReadOnlySpan<byte> payload)
    {
        if (first != FrameScanner.Close || payload.Length < 2) return;
        _reasons[index] = $"{(payload[0] << 8) | payload[1]} {Encoding.UTF8.GetString(payload[2..])}";
        End(index);
    }

    private void End(int index)
    {
        if (_endedAfter[index] > TimeSpan.Zero) return;
        _endedAfter[index] = Stopwatch.GetElapsedTime(_openedAt[index]);
        _epoll.Remove(_connections[index].Handle);
    }
}
