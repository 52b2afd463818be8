using System.Text;
using Bourse.Streams.Sockets;
using Bourse.Streams.Tests.Support;

namespace Bourse.Streams.Tests.Sockets;

/// <summary>Every way in which a client can break the protocol, over a real connection.</summary>
public sealed class MalformedFrameTests
{
    private static readonly byte[] Key = [1, 2, 3, 4];

    public static TheoryData<string, byte[], int> Breaches => new()
    {
        { "reserved bit", [0xC1, 0x80, .. Key], 1002 },
        { "not masked", [0x81, 0x01, 0x41], 1002 },
        { "opcode 3", [0x83, 0x80, .. Key], 1002 },
        { "opcode 11", [0x8B, 0x80, .. Key], 1002 },
        { "fragmented ping", [0x09, 0x80, .. Key], 1002 },
        { "long ping", [0x89, 0xFE, 0x00, 0x7E, .. Key], 1002 },
        { "length of 16 bits that fits 7", [0x81, 0xFE, 0x00, 0x7D, .. Key], 1002 },
        { "length of 64 bits that fits 16", [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, .. Key], 1002 },
        { "length of 2^63", [0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, .. Key], 1009 },
        { "too big", [0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 0, .. Key], 1009 },
        { "binary", RawClient.Frame(2, "x"u8), 1003 },
        { "nothing to continue", RawClient.Frame(0, "x"u8), 1002 },
        { "not finished", [.. RawClient.Frame(1, "x"u8, isFinal: false), .. RawClient.Frame(1, "y"u8)], 1002 },
        { "not UTF-8", RawClient.Frame(1, [0xC3, 0x28]), 1007 },
        { "surrogate", RawClient.Frame(1, [0xED, 0xA0, 0x80]), 1007 },
        { "close code cut short", RawClient.Frame(8, [3]), 1002 },
        { "close code 1005", RawClient.Frame(8, [0x03, 0xED]), 1002 },
        { "close code 0", RawClient.Frame(8, [0, 0]), 1002 },
        { "close reason not UTF-8", RawClient.Frame(8, [0x03, 0xE8, 0xFF]), 1007 },
        {
            "fragments too big together",
            [
                .. RawClient.Frame(1, new byte[9000], isFinal: false), .. RawClient.Frame(0, new byte[9000]),
            ],
            1009
        },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_is_answered_with_its_code_and_a_reason(string what, byte[] bytes, int code)
    {
        await using SocketHost host = await SocketHost.StartAsync(
            new SocketEndpoint { Open = session => new RecordingHandler(session) });
        using RawClient client = await RawClient.ConnectAsync(host.Url);
        await client.SendAsync(bytes);
        (int actual, string reason) = await client.ReadCloseAsync();
        Assert.True(code == actual, $"{what}: {actual} {reason}");
        Assert.NotEqual("", reason);
    }

    [Theory]
    [InlineData("GET /ws HTTP/1.1\r\nHost: t\r\n\r\n", "HTTP/1.1 426 ")]
    [InlineData("GET /ws HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("GET /ws HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: c2hvcnQ=\r\n\r\n", "HTTP/1.1 400 ")]
    [InlineData("POST /ws HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 4")]
    public async Task A_handshake_that_is_none_is_refused(string request, string status)
    {
        await using SocketHost host = await SocketHost.StartAsync(
            new SocketEndpoint { Open = session => new RecordingHandler(session) });
        using var client = new RawClient();
        Assert.StartsWith(status, await client.RequestAsync(host.Url, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_answered_as_the_specification_shows()
    {
        await using SocketHost host = await SocketHost.StartAsync(
            new SocketEndpoint { Open = session => new RecordingHandler(session) });
        using var client = new RawClient();
        string head = await client.RequestAsync(host.Url, RawClient.Handshake("/ws"));
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_with_a_ping_between_them_are_one_message()
    {
        await using SocketHost host = await SocketHost.StartAsync(
            new SocketEndpoint { Open = session => new RecordingHandler(session) });
        using RawClient client = await RawClient.ConnectAsync(host.Url);
        byte[] word = Encoding.UTF8.GetBytes("zwölf €");
        await client.SendAsync(
        [
            .. RawClient.Frame(1, word.AsSpan(0, 3), isFinal: false), .. RawClient.Frame(9, "still there?"u8),
            .. RawClient.Frame(0, word.AsSpan(3, 4), isFinal: false), .. RawClient.Frame(0, word.AsSpan(7)),
        ]);
        (int opcode, byte[] payload) = await client.ReadAsync();
        Assert.Equal((10, "still there?"), (opcode, Encoding.UTF8.GetString(payload)));
        Assert.Equal("zwölf €", await client.ReadTextAsync());
    }
}
