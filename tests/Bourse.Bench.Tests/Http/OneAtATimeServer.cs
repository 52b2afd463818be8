using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bourse.Bench.Tests.Http;

/// <summary>
/// Answers each request of 4 bytes after a pause, and counts those that came before the one ahead of them was answered.
/// </summary>
internal sealed class OneAtATimeServer : IDisposable
{
    public static readonly byte[] Request = "ping"u8.ToArray();

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TimeSpan _pause;
    private int _pipelined;
    private int _connections;

    public OneAtATimeServer(TimeSpan pause)
    {
        _pause = pause;
        _listener.Start();
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public int Pipelined => Volatile.Read(ref _pipelined);

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using Socket connection = socket;
        Interlocked.Increment(ref _connections);
        byte[] bytes = new byte[1024];
        while (await connection.ReceiveAsync(bytes) is > 0 and int count)
        {
            await Task.Delay(_pause);
            if (count > Request.Length || connection.Available > 0) Interlocked.Increment(ref _pipelined);
            await connection.SendAsync(Answer);
        }
    }
}
