using System.Buffers;
using System.Text;
using Bourse.Api.Http;

namespace Bourse.Api.Tests.Http;

/// <summary>rest-api.md, "General Information on Endpoints" and "SIGNED Endpoint security".</summary>
public sealed class RequestParametersTests
{
    [Theory]
    [InlineData("a=1&b=2&signature=x", "", "a=1&b=2")]
    [InlineData("", "a=1&b=2&signature=x", "a=1&b=2")]
    [InlineData("a=1&signature=x", "b=2", "a=1b=2")]
    [InlineData("a=1", "b=2&signature=x", "a=1b=2")]
    [InlineData("a=1", "signature=x&b=2", "a=1b=2")]
    [InlineData("a=1&signature=x&b=2", "", "a=1&b=2")]
    [InlineData("signature=x&a=1", "", "a=1")]
    [InlineData("signature=x", "a=1", "a=1")]
    [InlineData("a=1&b=2", "c=3", "a=1&b=2c=3")]
    [InlineData("a=%EF%BC%91&b=x%20y&signature=q%2Bq", "c=+", "a=%EF%BC%91&b=x%20yc=+")]
    public void Signed_is_what_was_sent_without_the_signature(string query, string body, string expected)
    {
        RequestParameters parameters = Load(query, body);
        Assert.Equal(expected, Encoding.UTF8.GetString(parameters.SignaturePayload()));
        Assert.Null(parameters.Error);
    }

    [Fact]
    public void A_body_in_pieces_is_read_like_one_in_one_piece()
    {
        var first = new Piece(Encoding.UTF8.GetBytes("a=1&symb"), 0);
        Piece last = first.Then(Encoding.UTF8.GetBytes("ol=X%2")).Then(Encoding.UTF8.GetBytes("0Y&b=2"));
        var parameters = new RequestParameters();
        parameters.Load("", new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        Assert.Equal("X Y", Text(parameters, "symbol"));
        Assert.Equal("2", Text(parameters, "b"));
    }

    [Fact]
    public void The_query_goes_before_the_body()
    {
        RequestParameters parameters = Load("price=1", "price=2&quantity=3");
        Assert.Equal("1", Text(parameters, "price"));
        Assert.Equal("3", Text(parameters, "quantity"));
        Assert.Null(parameters.Error);
    }

    [Theory]
    [InlineData("a=%41%2B%c3%a4", "A+ä")]
    [InlineData("a=x+y", "x y")]
    [InlineData("%61=v", "v")]
    [InlineData("a=b=c", "b=c")]
    [InlineData("&&a=1&&", "1")]
    public void Values_are_percent_decoded(string query, string expected) =>
        Assert.Equal(expected, Text(Load(query, ""), "a"));

    [Theory]
    [InlineData("a=%4")]
    [InlineData("a=%")]
    [InlineData("a=%zz")]
    [InlineData("a=%4%41")]
    public void Broken_percent_encoding_is_illegal(string query) =>
        AssertError(Load(query, ""), -1100, "Illegal characters found in a parameter.");

    [Theory]
    [InlineData("a=1&a=2", "")]
    [InlineData("", "a=1&a=1")]
    public void Duplicates_are_refused(string query, string body) =>
        AssertError(Load(query, body), -1101, "Duplicate values for a parameter detected.");

    [Fact]
    public void More_than_a_hundred_parameters_are_refused()
    {
        string query = string.Join('&', Enumerable.Range(0, 101).Select(i => $"p{i}=1"));
        AssertError(Load(query, ""), -1101, "Too many parameters sent for this endpoint.");
    }

    [Fact]
    public void A_mandatory_parameter_that_is_missing()
    {
        RequestParameters parameters = Load("b=1", "");
        Assert.True(parameters.Text("symbol"u8).IsEmpty);
        AssertError(parameters, -1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
    }

    [Theory]
    [InlineData("symbol=")]
    [InlineData("symbol")]
    public void A_parameter_that_is_empty(string query)
    {
        RequestParameters parameters = Load(query, "");
        Assert.False(parameters.TryText("symbol"u8, out _));
        AssertError(parameters, -1105, "Parameter 'symbol' was empty.");
    }

    [Theory]
    [InlineData("12a")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("123456789012345678901")]
    public void A_number_with_other_characters(string value)
    {
        RequestParameters parameters = Load("orderId=" + value, "");
        Assert.False(parameters.TryNumber("orderId"u8, out _));
        AssertError(
            parameters, -1100, "Illegal characters found in parameter 'orderId'; legal range is '^[0-9]{1,20}$'.");
    }

    [Theory]
    [InlineData("9223372036854775807", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("99999999999999999999", false)]
    public void A_number_is_64_bits(string value, bool fits)
    {
        RequestParameters parameters = Load("orderId=" + value, "");
        Assert.Equal(fits, parameters.TryNumber("orderId"u8, out _));
        if (!fits) AssertError(parameters, -1108, "Parameter 'orderId' overflowed.");
    }

    [Theory]
    [InlineData("abc", -1100,
        @"Illegal characters found in parameter 'price'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.")]
    [InlineData("0.123456789", -1111, "Parameter 'price' has too much precision.")]
    [InlineData("99999999999999", -1108, "Parameter 'price' overflowed.")]
    public void An_amount_that_is_none(string value, int code, string message)
    {
        RequestParameters parameters = Load("price=" + value, "");
        Assert.False(parameters.TryAmount("price"u8, out _));
        AssertError(parameters, code, message);
    }

    [Theory]
    [InlineData("1499827319559", 1499827319559000)]
    [InlineData("1499827319559123", 1499827319559123)]
    public void Times_are_milliseconds_or_microseconds(string value, long timeUs)
    {
        Assert.True(Load("startTime=" + value, "").TryTime("startTime"u8, out long read));
        Assert.Equal(timeUs, read);
    }

    [Theory]
    [InlineData("myOrder1", true)]
    [InlineData("a.b:c/d_e-f", true)]
    [InlineData("123456789012345678901234567890123456", true)]
    [InlineData("1234567890123456789012345678901234567", false)]
    [InlineData("with blank", false)]
    [InlineData("quote\"", false)]
    [InlineData("ä", false)]
    public void Client_order_ids(string value, bool isLegal)
    {
        RequestParameters parameters = Load("newClientOrderId=" + Uri.EscapeDataString(value), "");
        Assert.Equal(isLegal ? value : "", parameters.ClientId("newClientOrderId"u8).ToString());
        if (isLegal) Assert.Null(parameters.Error);
        else
        {
            AssertError(parameters, -1100, "Illegal characters found in parameter 'newClientOrderId'; " +
                @"legal range is '^[\.A-Z\:/a-z0-9_-]{1,36}$'.");
        }
    }

    [Fact]
    public void The_first_error_stands()
    {
        RequestParameters parameters = Load("a=", "");
        parameters.TryText("a"u8, out _);
        parameters.Text("b"u8);
        AssertError(parameters, -1105, "Parameter 'a' was empty.");
    }

    [Fact]
    public void Parameters_that_nobody_reads_are_refused_on_demand()
    {
        RequestParameters parameters = Load("a=1&b=2&c=3", "");
        parameters.Text("a"u8);
        parameters.TryText("c"u8, out _);
        parameters.RefuseUnread();
        AssertError(
            parameters, -1104, "Not all sent parameters were read; read '2' parameter(s) but was sent '3'.");
    }

    [Fact]
    public void An_instance_that_is_used_again_remembers_nothing()
    {
        RequestParameters parameters = Load("a=&b=%41", "c=1");
        parameters.TryText("a"u8, out _);
        parameters.Load("b=2", ReadOnlySequence<byte>.Empty);
        Assert.Null(parameters.Error);
        Assert.Equal("2", Text(parameters, "b"));
        Assert.False(parameters.Has("c"u8));
    }

    [Fact]
    public void Random_bytes_give_an_error_or_values_and_never_throw()
    {
        var random = new Random(7);
        var parameters = new RequestParameters();
        byte[] alphabet = Encoding.ASCII.GetBytes("ab=&%+4fsignature0.-\0\xFF");
        for (int i = 0; i < 200_000; i++)
        {
            byte[] body = random.GetItems(alphabet, random.Next(60));
            string query = new([.. random.GetItems(alphabet, random.Next(60)).Select(b => (char)b)]);
            parameters.Load(query, new ReadOnlySequence<byte>(body));
            parameters.SignaturePayload();
            parameters.TryAmount("a"u8, out _);
            parameters.TryTime("b"u8, out _);
            parameters.ClientId("signature"u8);
        }
    }

    private static RequestParameters Load(string query, string body)
    {
        var parameters = new RequestParameters();
        parameters.Load(query, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
        return parameters;
    }

    private static string Text(RequestParameters parameters, string name) =>
        Encoding.UTF8.GetString(parameters.Text(Encoding.UTF8.GetBytes(name)));

    private static void AssertError(RequestParameters parameters, int code, string message)
    {
        Assert.NotNull(parameters.Error);
        Assert.Equal((code, message), (parameters.Error.Code, parameters.Error.Message));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long index)
        {
            Memory = bytes;
            RunningIndex = index;
        }

        public Piece Then(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
