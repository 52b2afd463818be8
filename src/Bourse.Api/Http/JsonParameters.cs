using System.Buffers;
using System.Text.Json;

namespace Bourse.Api.Http;

/// <summary>
/// Reads a request's parameters from a JSON object, as clients send them: strings, and numbers and booleans in the very
/// characters that they were sent in. An array of simple values is the text that REST takes, as in ["BTCUSDT"]; null is
/// an empty value.
/// </summary>
public static class JsonParameters
{
    private const int StackBytes = 1024;

    /// <summary>Loads an object that is well-formed JSON.</summary>
    public static void Load(RequestParameters parameters, ReadOnlySpan<byte> json)
    {
        parameters.Clear();
        byte[]? rented = json.Length > StackBytes ? ArrayPool<byte>.Shared.Rent(json.Length) : null;
        Span<byte> text = rented ?? stackalloc byte[StackBytes];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) ReadOne(parameters, ref reader, text);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    private static void ReadOne(RequestParameters parameters, ref Utf8JsonReader reader, scoped Span<byte> text)
    {
        if (!TryCopy(ref reader, text, out int nameLength)) parameters.Fail(ApiErrors.IllegalCharacters);
        ReadOnlySpan<byte> name = text[..nameLength];
        Span<byte> rest = text[nameLength..];
        reader.Read();
        bool isRead = reader.TokenType switch
        {
            JsonTokenType.StartArray => TryReadArray(ref reader, rest, out nameLength),
            JsonTokenType.StartObject => TrySkip(ref reader, out nameLength),
            _ => TryReadSimple(ref reader, rest, out nameLength),
        };
        if (isRead) parameters.Add(name, rest[..nameLength]);
        else parameters.Fail(ApiErrors.InvalidJson(name));
    }

    private static bool TryReadSimple(ref Utf8JsonReader reader, scoped Span<byte> into, out int length)
    {
        length = 0;
        if (reader.TokenType == JsonTokenType.Null) return true;
        if (reader.TokenType == JsonTokenType.String) return TryCopy(ref reader, into, out length);
        length = reader.ValueSpan.Length;
        reader.ValueSpan.CopyTo(into);
        return true;
    }

    /// <summary>An object is no parameter's value.</summary>
    private static bool TrySkip(ref Utf8JsonReader reader, out int length)
    {
        length = 0;
        reader.Skip();
        return false;
    }

    /// <summary>It is never longer than it was sent.</summary>
    private static bool TryReadArray(ref Utf8JsonReader reader, scoped Span<byte> into, out int length)
    {
        int depth = reader.CurrentDepth;
        bool isRead = true;
        length = 0;
        into[length++] = (byte)'[';
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) reader.Skip();
            isRead &= reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
            if (!isRead) continue;
            if (length > 1) into[length++] = (byte)',';
            isRead = TryReadElement(ref reader, into, ref length);
        }
        into[length++] = (byte)']';
        return isRead && reader.CurrentDepth == depth;
    }

    private static bool TryReadElement(ref Utf8JsonReader reader, scoped Span<byte> into, ref int length)
    {
        bool isText = reader.TokenType == JsonTokenType.String;
        if (isText) into[length++] = (byte)'"';
        if (!TryReadSimple(ref reader, into[length..], out int written)) return false;
        length += written;
        if (isText) into[length++] = (byte)'"';
        return true;
    }

    /// <summary>False for an escape that stands for half a character.</summary>
    private static bool TryCopy(ref Utf8JsonReader reader, scoped Span<byte> into, out int length)
    {
        length = 0;
        try
        {
            length = reader.CopyString(into);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
