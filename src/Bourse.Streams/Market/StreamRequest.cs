using System.Text.Json;

namespace Bourse.Streams.Market;

/// <summary>A client's message: <c>{"method":…,"params":[…],"id":…}</c>.</summary>
internal sealed class StreamRequest
{
    private const int IdLengthMax = 36;
    private const int ParametersMax = 2048;

    /// <summary>SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY or GET_PROPERTY.</summary>
    public string Method { get; private set; } = "";

    public IReadOnlyList<JsonElement> Parameters { get; private set; } = [];

    public bool HasOnlyTexts => Parameters.All(parameter => parameter.ValueKind == JsonValueKind.String);

    /// <summary>As it came, to be sent back: a number, a text in quotes, or null.</summary>
    public string Id { get; private set; } = "null";

    /// <summary>The error's text when it is none; null when it is well formed.</summary>
    public static StreamFault? TryParse(ReadOnlyMemory<byte> message, out StreamRequest request)
    {
        request = new StreamRequest();
        try
        {
            using JsonDocument document = JsonDocument.Parse(message, new JsonDocumentOptions { MaxDepth = 8 });
            return request.Read(document.RootElement, message.Span);
        }
        catch (JsonException e)
        {
            return StreamFault.NoJson((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }
    }

    private StreamFault? Read(JsonElement root, ReadOnlySpan<byte> message)
    {
        if (root.ValueKind != JsonValueKind.Object) return StreamFault.NoJson(1, 1);
        JsonElement id = default;
        foreach (JsonProperty property in root.EnumerateObject())
        {
            switch (property.Name)
            {
                case "method": Method = Text(property.Value) ?? property.Value.GetRawText(); break;
                case "id": id = property.Value; break;
                case "params":
                    if (property.Value.ValueKind != JsonValueKind.Array) return StreamFault.NoArray;
                    if (property.Value.GetArrayLength() > ParametersMax) return StreamFault.TooManyParameters;
                    Parameters = [.. property.Value.EnumerateArray().Select(element => element.Clone())];
                    break;
                default: return StreamFault.TooManyParameters;
            }
        }
        if (!TryId(id)) return StreamFault.BadId;
        if (Method.Length == 0) return StreamFault.NoMethod(message.Length);
        bool isKnown =
            Method is "SUBSCRIBE" or "UNSUBSCRIBE" or "LIST_SUBSCRIPTIONS" or "SET_PROPERTY" or "GET_PROPERTY";
        return isKnown ? null : StreamFault.UnknownMethod(Method, ColumnAfter(message, Method));
    }

    private bool TryId(JsonElement id)
    {
        bool isText = id.ValueKind == JsonValueKind.String && id.GetString() is { Length: <= IdLengthMax } text
            && text.All(char.IsAsciiLetterOrDigit);
        bool isNumber = id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out _);
        if (!isText && !isNumber && id.ValueKind != JsonValueKind.Null) return false;
        Id = id.GetRawText();
        return true;
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int ColumnAfter(ReadOnlySpan<byte> message, string method)
    {
        byte[] text = System.Text.Encoding.UTF8.GetBytes(method);
        return message.IndexOf(text) is var at and >= 0 ? at + text.Length + 1 : message.Length;
    }
}
