using Bourse.Drills.Http;
using Bourse.Drills.Load;

namespace Bourse.Drills.Tests.Load;

public sealed class ReplyMeaningsTests
{
    [Theory]
    [InlineData(200, "{}", nameof(ReplyMeaning.Accepted))]
    [InlineData(400, """{"code":-2010,"msg":"Duplicate order sent."}""", nameof(ReplyMeaning.Duplicate))]
    [InlineData(400, """{"code":-2010,"msg":"Account has insufficient balance for requested action."}""", nameof(ReplyMeaning.Refused))]
    [InlineData(400, """{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}""", nameof(ReplyMeaning.NotTaken))]
    [InlineData(503, """{"code":-1008,"msg":"Server is currently overloaded"}""", nameof(ReplyMeaning.NotTaken))]
    [InlineData(429, """{"code":-1003,"msg":"Too many requests queued."}""", nameof(ReplyMeaning.NotTaken))]
    [InlineData(504, """{"code":-1007,"msg":"Timeout"}""", nameof(ReplyMeaning.Unknown))]
    [InlineData(502, """{"code":-1007,"msg":"Timeout"}""", nameof(ReplyMeaning.Unknown))]
    [InlineData(500, """{"code":-1000,"msg":"An unknown error occurred"}""", nameof(ReplyMeaning.Unknown))]
    [InlineData(502, "<html>", nameof(ReplyMeaning.Unknown))]
    public void An_answer_means_what_the_api_says(int status, string body, string meaning) =>
        Assert.Equal(meaning, ReplyMeanings.Of(new HttpReply(Delivery.Answered, status, body)).ToString());

    [Theory]
    [InlineData(nameof(Delivery.NotSent), nameof(ReplyMeaning.NotTaken))]
    [InlineData(nameof(Delivery.Lost), nameof(ReplyMeaning.Unknown))]
    [InlineData(nameof(Delivery.TimedOut), nameof(ReplyMeaning.Unknown))]
    public void Without_an_answer_only_what_was_not_sent_is_certain(string delivery, string meaning) =>
        Assert.Equal(meaning, ReplyMeanings.Of(new HttpReply(Enum.Parse<Delivery>(delivery))).ToString());
}
