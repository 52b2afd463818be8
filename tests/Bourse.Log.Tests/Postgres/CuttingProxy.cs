using System.Net;
using System.Net.Sockets;

namespace Bourse.Log.Tests.Postgres;

/// <summary>Passes bytes on between a client and a server, resets connections where a test wants it, and changes servers.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Task _accepting;
    private int _serverPort;
    private CutPoint? _next;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Bytes that a statement has which may be cut; those of the program's own connections have none.</summary>
    public static ReadOnlySpan<byte> Mark => "cut me here"u8;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the next marked statement that any client sends.</summary>
    public void CutNext(CutPoint point)
    {
        lock (_lock) _next = point;
    }

    /// <summary>From now on connections go to another server; those that are open are reset.</summary>
    public void Switch(int serverPort)
    {
        lock (_lock)
        {
            _serverPort = serverPort;
            foreach (Socket socket in _open) Reset(socket);
            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Switch(0);
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
        catch (ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            try
            {
                lock (_lock)
                {
                    _open.Add(client);
                    _open.Add(server);
                }
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                var state = new Connection(client, server);
                await Task.WhenAny(SendAsync(state), ReplyAsync(state));
            }
            catch (SocketException)
            {
                // The server is away: so is this connection.
            }
            lock (_lock)
            {
                _open.Remove(client);
                _open.Remove(server);
            }
            Reset(client);
            Reset(server);
        }
    }

    private async Task SendAsync(Connection connection)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await ReceiveAsync(connection.Client, buffer) is var count and > 0)
        {
            CutPoint? cut = buffer.AsSpan(0, count).IndexOf(Mark) >= 0 ? TakeCut() : null;
            if (cut == CutPoint.BeforeSend) return;
            connection.LosesReply = cut is not null;
            int sent = cut == CutPoint.InSend ? count / 2 : count;
            await connection.Server.SendAsync(buffer.AsMemory(0, sent));
            if (cut is CutPoint.InSend or CutPoint.AfterSend)
            {
                // In order, so that the server reads what was sent: a reset may throw it away.
                connection.Server.Shutdown(SocketShutdown.Send);
                return;
            }
        }
    }

    private static async Task ReplyAsync(Connection connection)
    {
        byte[] buffer = new byte[64 * 1024];
        while (await ReceiveAsync(connection.Server, buffer) is var count and > 0 && !connection.LosesReply)
            await connection.Client.SendAsync(buffer.AsMemory(0, count));
    }

    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private CutPoint? TakeCut()
    {
        lock (_lock)
        {
            CutPoint? cut = _next;
            _next = null;
            if (cut is not null) Cuts++;
            return cut;
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }
        socket.Dispose();
    }

    private sealed class Connection(Socket client, Socket server)
    {
        private volatile bool _losesReply;

        public Socket Client => client;

        public Socket Server => server;

        public bool LosesReply
        {
            get => _losesReply;
            set => _losesReply = value;
        }
    }
}
