using System.Net;
using System.Net.Sockets;
using Bourse.Server.Configuration;

namespace Bourse.Server.Hosting;

/// <summary>Finds out before anything is touched whether the node could listen where it is told to.</summary>
internal static class PortCheck
{
    /// <exception cref="StartFailedException">
    /// An address is not of this machine, or its port is taken or forbidden.
    /// </exception>
    public static void Check(IEnumerable<ListenAddress> addresses)
    {
        foreach (ListenAddress address in addresses)
        {
            if (address.Port == 0) continue;
            try
            {
                using var socket = new Socket(address.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                if (address.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
                socket.Bind(new IPEndPoint(address.Address, address.Port));
                socket.Listen(1);
            }
            catch (SocketException e)
            {
                throw new StartFailedException(Message(address, e), e);
            }
        }
    }

    private static string Message(ListenAddress address, SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Port {address.Port} of {address.Host} is in use: stop what listens there, or choose another with " +
            "--urls or --admin-url.",
        SocketError.AccessDenied =>
            $"Port {address.Port} may not be used by this user: choose one above 1023 with --urls or --admin-url.",
        SocketError.AddressNotAvailable =>
            $"{address.Host} is no address of this machine: correct --urls or --admin-url.",
        _ => $"{address} cannot be listened on: {e.Message}",
    };
}
