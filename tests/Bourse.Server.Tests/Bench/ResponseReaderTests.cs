using System.Text;
using Bourse.Bench.Http;

namespace Bourse.Server.Tests.Bench;

public sealed class ResponseReaderTests
{
    private const string First = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello";
    private const string Second = "HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    private const string Third = "HTTP/1.1 204 No Content\r\n\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Responses_are_found_however_they_are_cut(int pieceBytes)
    {
        byte[] stream = Encoding.ASCII.GetBytes(First + Second + Third + First);
        var reader = new ResponseReader();
        var found = new List<(int Status, string Body)>();
        foreach (byte[] piece in stream.Chunk(pieceBytes))
        {
            piece.CopyTo(reader.Free);
            reader.Advance(piece.Length);
            while (reader.TryRead(out int status, out ReadOnlySpan<byte> body)) found.Add(
                (status, Encoding.ASCII.GetString(body)));
        }
        Assert.Equal([(200, "hello"), (400, "3\r\nabc\r\n0\r\n\r\n"), (204, ""), (200, "hello")], found);
    }

    [Fact]
    public void A_long_stream_of_responses_never_runs_out_of_room()
    {
        var reader = new ResponseReader();
        byte[] bytes = Encoding.ASCII.GetBytes(First + First[..10]);
        byte[] rest = Encoding.ASCII.GetBytes(First[10..]);
        for (int i = 0; i < 10_000; i++)
        {
            bytes.CopyTo(reader.Free);
            reader.Advance(bytes.Length);
            Assert.True(reader.TryRead(out _, out _));
            Assert.False(reader.TryRead(out _, out _));
            rest.CopyTo(reader.Free);
            reader.Advance(rest.Length);
            Assert.True(reader.TryRead(out int status, out _));
            Assert.Equal(200, status);
        }
    }

    [Fact]
    public void What_is_no_response_is_told() => Assert.Throws<InvalidDataException>(() =>
    {
        var reader = new ResponseReader();
        byte[] bytes = "SSH-2.0-x and so on\r\n\r\n"u8.ToArray();
        bytes.CopyTo(reader.Free);
        reader.Advance(bytes.Length);
        reader.TryRead(out _, out _);
    });
}
