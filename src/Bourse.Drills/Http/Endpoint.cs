using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Drills.Http;

/// <summary>A place that requests go to, with its idle connections. Safe for many threads.</summary>
internal sealed class Endpoint : IDisposable
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentStack<HttpWire> _idle = new();

    /// <param name="name">Whose it is, as in "a/haproxy".</param>
    /// <param name="address">Address and port.</param>
    public Endpoint(string name, string address)
    {
        Name = name;
        Address = IPEndPoint.Parse(address);
    }

    public string Name { get; }

    public IPEndPoint Address { get; }

    /// <summary>One request, sent once.</summary>
    public async Task<HttpReply> SendAsync(ReadOnlyMemory<byte> request, TimeSpan within)
    {
        HttpWire? wire = TakeIdle() ?? await ConnectAsync().ConfigureAwait(false);
        if (wire is null) return new HttpReply(Delivery.NotSent);
        using var deadline = new CancellationTokenSource(within);
        try
        {
            HttpReply reply = await wire.SendAsync(request, deadline.Token).ConfigureAwait(false);
            if (wire.IsKept) _idle.Push(wire);
            else wire.Dispose();
            return reply;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            wire.Dispose();
            return new HttpReply(e is OperationCanceledException ? Delivery.TimedOut : Delivery.Lost);
        }
    }

    /// <summary>Sends a request and is gone before it is answered; false when it could not be sent.</summary>
    public async Task<bool> AbandonAsync(ReadOnlyMemory<byte> request)
    {
        using HttpWire? wire = await ConnectAsync().ConfigureAwait(false);
        if (wire is null) return false;
        try
        {
            await wire.PostAsync(request, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        while (_idle.TryPop(out HttpWire? wire)) wire.Dispose();
    }

    private HttpWire? TakeIdle()
    {
        while (_idle.TryPop(out HttpWire? wire))
        {
            if (wire.IsOpen) return wire;
            wire.Dispose();
        }
        return null;
    }

    private async Task<HttpWire?> ConnectAsync()
    {
        using var deadline = new CancellationTokenSource(ConnectWithin);
        try
        {
            return await HttpWire.ConnectAsync(Address, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
