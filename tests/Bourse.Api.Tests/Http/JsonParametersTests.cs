using System.Text;
using Bourse.Api.Http;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Http;

/// <summary>web-socket-api.md, "Request format" and "SIGNED request example": parameters of a JSON object.</summary>
public sealed class JsonParametersTests
{
    private readonly RequestParameters _parameters = new();

    [Theory]
    [InlineData("\"0.10\"", "0.10")]
    [InlineData("0.10", "0.10")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("1655716096498", "1655716096498")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"１２\\u0033\\\"/\"", "１２3\"/")]
    [InlineData("[]", "[]")]
    [InlineData("[ \"BTCUSDT\" , \"\\u0045TH\" ]", "[\"BTCUSDT\",\"ETH\"]")]
    [InlineData("[1, 2]", "[1,2]")]
    public void A_value_as_clients_send_it(string json, string text)
    {
        Load($$"""{"a": 1, "value": {{json}}, "z": 2}""");
        Assert.True(_parameters.TryText("value"u8, out ReadOnlySpan<byte> value));
        Assert.Equal(text, Encoding.UTF8.GetString(value));
        Assert.Equal(2, _parameters.Number("z"u8));
        Assert.Null(_parameters.Error);
    }

    [Theory]
    [InlineData("""{"value": {"a": {"b": [1]}}}""", -1135, "JSON sent for parameter 'value' is not valid")]
    [InlineData("""{"value": [["a"]]}""", -1135, "JSON sent for parameter 'value' is not valid")]
    [InlineData("""{"value": ["a", {"b": []}, "c"]}""", -1135, "JSON sent for parameter 'value' is not valid")]
    [InlineData("""{"value": [true]}""", -1135, "JSON sent for parameter 'value' is not valid")]
    [InlineData("""{"value": "\ud800"}""", -1135, "JSON sent for parameter 'value' is not valid")]
    [InlineData("""{"\ud800": 1}""", -1100, "Illegal characters found in a parameter.")]
    [InlineData("""{"a": 1, "a": 1}""", -1101, "Duplicate values for a parameter detected.")]
    public void What_no_parameter_can_be(string json, int code, string message)
    {
        Load(json);
        Assert.Equal((code, message), (_parameters.Error?.Code, _parameters.Error?.Message));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Nothing_is_an_empty_value(string json)
    {
        Load($$"""{"symbol": {{json}}}""");
        Assert.True(_parameters.Text("symbol"u8).IsEmpty);
        Assert.Equal((-1105, "Parameter 'symbol' was empty."), (_parameters.Error!.Code, _parameters.Error.Message));
    }

    [Fact]
    public void More_than_any_method_takes()
    {
        Load("{" + string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"p{i}\":{i}")) + "}");
        Assert.Equal(-1101, _parameters.Error?.Code);
    }

    [Fact]
    public void The_error_of_a_value_is_the_one_that_REST_has()
    {
        Load("""{"limit": "ten", "quantity": 0.123456789}""");
        _parameters.TryAmount("quantity"u8, out _);
        Assert.Equal(-1111, _parameters.Error?.Code);
        Load("""{"limit": "ten"}""");
        Assert.Equal(500, _parameters.Limit(500, 1000));
        Assert.Equal(-1100, _parameters.Error?.Code);
    }

    [Fact]
    public void Long_values_and_reuse()
    {
        string text = new('x', 20_000);
        Load($$"""{"b": "{{text}}", "a": 1}""");
        Assert.Equal(20_000, _parameters.Text("b"u8).Length);
        Assert.Equal("a=1&b=" + text, Payload());
        Load("""{"a": 2}""");
        Assert.False(_parameters.Has("b"u8));
        Assert.Equal("a=2", Payload());
        Load("{}");
        Assert.Equal("", Payload());
    }

    /// <summary>web-socket-api.md, "SIGNED request example (HMAC)", both examples.</summary>
    [Theory]
    [InlineData("BTCUSDT", "SELL", "0.01000000", "52000.00", "100",
        "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24")]
    [InlineData("１２３４５６", "BUY", "1.00000000", "0.10000000", "5000",
        "b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd")]
    public void What_is_signed(
        string symbol, string side, string quantity, string price, string window, string signature)
    {
        Load($$"""
            {
                "symbol": "{{symbol}}",
                "side": "{{side}}",
                "type": "LIMIT",
                "timeInForce": "GTC",
                "quantity": "{{quantity}}",
                "price": "{{price}}",
                "recvWindow": {{window}},
                "signature": "------ FILL ME ------",
                "timestamp": 1645423376532,
                "apiKey": "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
            }
            """);
        Func<byte[], string> sign = TestKey.Hmac("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");
        Assert.Equal(signature, sign(_parameters.SignaturePayload().ToArray()));
        Assert.Equal(signature, sign(_parameters.SignaturePayload().ToArray()));
    }

    [Fact]
    public void What_was_not_read()
    {
        Load("""{"symbol": "A", "colour": "blue"}""");
        _parameters.Text("symbol"u8);
        _parameters.RefuseUnread();
        Assert.Equal(-1104, _parameters.Error?.Code);
    }

    private void Load(string json) => JsonParameters.Load(_parameters, Encoding.UTF8.GetBytes(json));

    private string Payload() => Encoding.UTF8.GetString(_parameters.SignaturePayload());
}
