using System.Net.Sockets;
using System.Text;

namespace Bourse.Zones.Status;

/// <summary>One question to a Redis or Sentinel.</summary>
internal static class RedisClient
{
    /// <summary>Logs in as the address says, asks, and returns the answer's text.</summary>
    /// <exception cref="IOException">It answers with an error, or not to the end.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<string> AskAsync(
        Uri address, string command, TimeSpan within, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(within);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, deadline.Token).ConfigureAwait(false);
        using NetworkStream stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string password = address.UserInfo.TrimStart(':');
        if (password != "") await CallAsync(stream, reader, $"AUTH {password}", deadline.Token).ConfigureAwait(false);
        return await CallAsync(stream, reader, command, deadline.Token).ConfigureAwait(false);
    }

    private static async Task<string> CallAsync(
        NetworkStream stream, StreamReader reader, string command, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), cancellation).ConfigureAwait(false);
        return await ReadAsync(reader, cancellation).ConfigureAwait(false);
    }

    // +text, -error, :number, $size and text of that size, *count and so many answers.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellation)
    {
        string line = await reader.ReadLineAsync(cancellation).ConfigureAwait(false) ?? throw new IOException("closed");
        switch (line[0])
        {
            case '-':
                throw new IOException(line[1..]);
            case '$':
                return await ReadTextAsync(reader, int.Parse(line[1..], null), cancellation).ConfigureAwait(false);
            case '*':
                var items = new string[int.Parse(line[1..], null)];
                for (int index = 0; index < items.Length; index++)
                    items[index] = await ReadAsync(reader, cancellation).ConfigureAwait(false);
                return string.Join('\n', items);
            default:
                return line[1..];
        }
    }

    private static async Task<string> ReadTextAsync(StreamReader reader, int size, CancellationToken cancellation)
    {
        if (size < 0) return "";
        var text = new char[size + 2];
        int count = await reader.ReadBlockAsync(text, cancellation).ConfigureAwait(false);
        return count == text.Length ? new string(text, 0, size) : throw new IOException("closed");
    }
}
