using Bourse.Drills.Load;
using Bourse.Drills.Tests.Http;

namespace Bourse.Drills.Tests.Load;

/// <summary>What a client does with each answer, over real sockets.</summary>
public sealed class OrderSenderTests
{
    private const string Busy = """{"code":-1008,"msg":"busy"}""";
    private const string Duplicate = """{"code":-2010,"msg":"Duplicate order sent."}""";
    private const string NoSuchOrder = """{"code":-2013,"msg":"Order does not exist."}""";

    [Fact]
    public async Task A_failed_request_is_followed_by_one_to_the_next_place_with_the_same_id()
    {
        await using var first = new ScriptedVenue(_ => ScriptedVenue.Answer(503, Busy));
        await using var second = new ScriptedVenue(_ => ScriptedVenue.Answer(200, Orders.Answer(7)));
        DrillOrder order = await RunAsync(Orders.Resting("mine"), first, second);
        Assert.Equal(7, order.OrderId);
        Assert.Equal((2, 1), (order.Requests, order.FailedRequests));
        Assert.All(first.Requests.Concat(second.Requests), request =>
            Assert.Contains("newClientOrderId=mine&", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_duplicate_after_a_lost_answer_is_looked_for_and_is_the_ack()
    {
        await using var first = new ScriptedVenue(_ => null);
        await using var second = new ScriptedVenue(line => line.StartsWith("POST", StringComparison.Ordinal)
            ? ScriptedVenue.Answer(400, Duplicate)
            : ScriptedVenue.Answer(200, """{"orderId":7,"time":1000}"""));
        DrillOrder order = await RunAsync(Orders.Resting(), first, second, second);
        Assert.True(order.IsAcked);
        Assert.Equal(7, order.OrderId);
        Assert.Null(order.WrongAnswer);
    }

    [Fact]
    public async Task A_duplicate_of_what_was_never_taken_is_a_wrong_answer()
    {
        await using var venue = new ScriptedVenue(_ => ScriptedVenue.Answer(400, Duplicate));
        DrillOrder order = await RunAsync(Orders.Resting(), venue);
        Assert.False(order.IsAcked);
        Assert.Contains("Duplicate", order.WrongAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_may_be_filled_is_looked_for_before_it_is_sent_again()
    {
        int posts = 0;
        await using var venue = new ScriptedVenue(line => !line.StartsWith("POST", StringComparison.Ordinal)
            ? ScriptedVenue.Answer(400, NoSuchOrder)
            : ++posts == 1 ? null : ScriptedVenue.Answer(200, Orders.Answer(7, Orders.Fill(3))));
        DrillOrder order = await RunAsync(Orders.Crossing(), venue);
        Assert.True(order.IsAcked);
        Assert.Equal(3, Assert.Single(order.Fills).TradeId);
        Assert.StartsWith("POST", venue.Requests[0], StringComparison.Ordinal);
        Assert.StartsWith("POST", venue.Requests[^1], StringComparison.Ordinal);
        // More than once: "it is not there" is certain only when the first request can no longer be taken.
        Assert.True(venue.Requests.Count > 3, $"{venue.Requests.Count} requests");
        Assert.All(venue.Requests.Skip(1).SkipLast(1), line => Assert.StartsWith("GET", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Retry-After: 1\r\n", false)]
    [InlineData("", true)]
    public async Task A_client_that_gives_up_when_shed_sends_once_and_notes_whether_it_was_told_when_to_come(string header, bool isMute)
    {
        await using var venue = new ScriptedVenue(_ => ScriptedVenue.Answer(503, Busy, header));
        DrillOrder order = await RunAsync(Orders.Resting(givesUp: true), venue);
        Assert.True(order.IsShed);
        Assert.Equal(isMute, order.IsShedWithoutRetryAfter);
        Assert.Single(venue.Requests);
    }

    private static async Task<DrillOrder> RunAsync(DrillOrder order, params ScriptedVenue[] venues)
    {
        var group = new LoadGroup("a/haproxy", false, [.. venues.Select(venue => venue.Endpoint)]);
        await new OrderSender(TimeProvider.System).RunAsync(order, group, TestContext.Current.CancellationToken);
        return order;
    }
}
