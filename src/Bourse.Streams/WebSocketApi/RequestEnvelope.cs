using System.Buffers.Text;
using System.Text.Json;
using Bourse.Api.Http;

namespace Bourse.Streams.WebSocketApi;

/// <summary>
/// What stands around a request's parameters: <c>{"id":1,"method":"order.place","params":{…}}</c>, and of our own
/// "minSeq", the log's sequence number that the answer must include. All spans lie in the message.
/// </summary>
internal ref struct RequestEnvelope
{
    private static readonly ApiError InvalidJson = new(-1135, "Invalid JSON Request");

    /// <summary>As it was sent, quotes included; "null" when none can be told.</summary>
    public ReadOnlySpan<byte> Id { get; private set; }

    /// <summary>Empty when there is none.</summary>
    public ReadOnlySpan<byte> Method { get; private set; }

    /// <summary>A JSON object.</summary>
    public ReadOnlySpan<byte> Parameters { get; private set; }

    public long MinimumSequence { get; private set; }

    /// <summary>The first thing that is wrong; null when the request can be tried.</summary>
    public ApiError? Error { get; private set; }

    public static RequestEnvelope Read(ReadOnlySpan<byte> message)
    {
        var envelope = new RequestEnvelope { Parameters = "{}"u8 };
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) envelope.Error = InvalidJson;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                envelope.Take(ref reader, message);
            while (reader.Read())
            {
                // Nothing may follow: the reader throws.
            }
        }
        catch (JsonException)
        {
            envelope.Error = InvalidJson;
        }
        if (envelope.Id.IsEmpty)
        {
            envelope.Id = "null"u8;
            envelope.Error ??= ApiErrors.Mandatory("id"u8);
        }
        if (envelope.Method.IsEmpty) envelope.Error ??= ApiErrors.Mandatory("method"u8);
        return envelope;
    }

    private void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> message)
    {
        bool isId = reader.ValueTextEquals("id"u8);
        bool isMethod = reader.ValueTextEquals("method"u8);
        bool isParameters = reader.ValueTextEquals("params"u8);
        bool isSequence = reader.ValueTextEquals("minSeq"u8);
        reader.Read();
        JsonTokenType type = reader.TokenType;
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        ReadOnlySpan<byte> json = message[start..(int)reader.BytesConsumed];
        if (isId) TakeId(type, json);
        else if (isMethod) TakeMethod(type, json);
        else if (isParameters) TakeParameters(type, json);
        else if (isSequence) TakeSequence(type, json);
    }

    /// <summary>A whole number, a string, or null.</summary>
    private void TakeId(JsonTokenType type, ReadOnlySpan<byte> json)
    {
        bool isWhole = type == JsonTokenType.Number && !json.ContainsAny("eE."u8);
        if (isWhole || type is JsonTokenType.String or JsonTokenType.Null) Id = json;
        else Error ??= ApiErrors.NotValid("id"u8);
    }

    private void TakeMethod(JsonTokenType type, ReadOnlySpan<byte> json)
    {
        if (type == JsonTokenType.String) Method = json[1..^1];
        else Error ??= ApiErrors.NotValid("method"u8);
    }

    private void TakeParameters(JsonTokenType type, ReadOnlySpan<byte> json)
    {
        if (type == JsonTokenType.StartObject) Parameters = json;
        else if (type != JsonTokenType.Null) Error ??= ApiErrors.InvalidJson("params"u8);
    }

    private void TakeSequence(JsonTokenType type, ReadOnlySpan<byte> json)
    {
        bool isRead = Utf8Parser.TryParse(json, out long sequence, out int length) && length == json.Length;
        if (type == JsonTokenType.Number && isRead && sequence >= 0) MinimumSequence = sequence;
        else Error ??= ApiErrors.NotValid("minSeq"u8);
    }
}
