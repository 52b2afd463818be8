using Bourse.Drills.Http;

namespace Bourse.Drills.Tests.Http;

public sealed class EndpointTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly byte[] Request = RequestBytes.Of("GET", "/", "");

    [Fact]
    public async Task An_answer_of_known_size_is_read_with_its_headers()
    {
        await using var venue = new ScriptedVenue(_ => ScriptedVenue.Answer(503, "{}", "x-bourse-seq: 17\r\nRetry-After: 2\r\n"));
        HttpReply reply = await venue.Endpoint.SendAsync(Request, Patience);
        Assert.Equal(new HttpReply(Delivery.Answered, 503, "{}", 17, 2), reply);
    }

    [Fact]
    public async Task An_answer_in_chunks_is_read_as_a_whole_and_the_connection_is_used_again()
    {
        await using var venue = new ScriptedVenue(_ =>
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n");
        Assert.Equal("abc0123456789", (await venue.Endpoint.SendAsync(Request, Patience)).Body);
        Assert.Equal("abc0123456789", (await venue.Endpoint.SendAsync(Request, Patience)).Body);
    }

    [Fact]
    public async Task A_request_that_was_sent_and_not_answered_is_lost_and_sent_once()
    {
        await using var venue = new ScriptedVenue(_ => null);
        Assert.Equal(Delivery.Lost, (await venue.Endpoint.SendAsync(Request, Patience)).Delivery);
        Assert.Single(venue.Requests);
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_idle_costs_no_request()
    {
        await using var venue = new ScriptedVenue(_ => ScriptedVenue.Answer(200, "", "Connection: close\r\n"));
        for (int count = 0; count < 3; count++)
            Assert.True((await venue.Endpoint.SendAsync(Request, Patience)).IsSuccess);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_is_sent()
    {
        var venue = new ScriptedVenue(_ => null);
        await venue.DisposeAsync();
        Assert.Equal(Delivery.NotSent, (await venue.Endpoint.SendAsync(Request, Patience)).Delivery);
    }
}
