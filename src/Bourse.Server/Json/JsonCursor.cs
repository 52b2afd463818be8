using System.Text.Json;
using Bourse.Venue.Numerics;

namespace Bourse.Server.Json;

/// <summary>A place in a JSON document that knows its own path, so that every complaint says where.</summary>
/// <param name="Value">What stands there.</param>
/// <param name="Path">Where that is, from "$".</param>
public readonly record struct JsonCursor(JsonElement Value, string Path)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a document; comments and trailing commas are let through, a name given twice is not.</summary>
    /// <exception cref="JsonShapeException">It is no JSON.</exception>
    public static JsonCursor Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return new JsonCursor(document.RootElement.Clone(), "$");
        }
        catch (JsonException e)
        {
            throw new JsonShapeException("$", $"no valid JSON: {e.Message}");
        }
    }

    /// <summary>Refuses anything but an object with these members.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("must be an object");
        foreach (JsonProperty member in Value.EnumerateObject())
            if (!names.Contains(member.Name))
                throw new JsonShapeException(
                    $"{Path}.{member.Name}", $"unknown; known here: {string.Join(", ", names)}");
    }

    /// <summary>A member that must be there.</summary>
    public JsonCursor Member(string name) => Optional(name) ?? throw Wrong($"\"{name}\" is missing");

    /// <summary>A member that may be absent or null.</summary>
    public JsonCursor? Optional(string name)
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("must be an object");
        if (!Value.TryGetProperty(name, out JsonElement member) || member.ValueKind == JsonValueKind.Null) return null;
        return new JsonCursor(member, $"{Path}.{name}");
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonCursor> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array) throw Wrong("must be an array");
        string path = Path;
        return [.. Value.EnumerateArray().Select((item, index) => new JsonCursor(item, $"{path}[{index}]"))];
    }

    /// <summary>The elements of an array that may be absent.</summary>
    public IEnumerable<JsonCursor> OptionalItems(string name) => Optional(name)?.Items() ?? [];

    /// <summary>The members of an object, names and values.</summary>
    public IEnumerable<(string Name, JsonCursor Value)> Members()
    {
        if (Value.ValueKind != JsonValueKind.Object) throw Wrong("must be an object");
        string path = Path;
        return [.. Value.EnumerateObject().Select(m => (m.Name, new JsonCursor(m.Value, $"{path}.{m.Name}")))];
    }

    public string Text() => Value.ValueKind == JsonValueKind.String
        ? Value.GetString()!
        : throw Wrong("must be a string");

    public bool Flag() => Value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Value.GetBoolean()
        : throw Wrong("must be true or false");

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public int Int(int min, int max) => (int)Long(min, max);

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Long(long min, long max)
    {
        if (Value.ValueKind != JsonValueKind.Number || !Value.TryGetInt64(out long number) || number < min
            || number > max)
            throw Wrong($"must be a whole number from {min} to {max}");
        return number;
    }

    /// <summary>An amount in units of 1e-8, written as a string or a number.</summary>
    public long Amount()
    {
        string? text = Value.ValueKind switch
        {
            JsonValueKind.String => Value.GetString(),
            JsonValueKind.Number => Value.GetRawText(),
            _ => null,
        };
        if (AmountText.TryParse(text, out long units)) return units;
        throw Wrong($"must be an amount of zero or more with at most {FixedPoint.Decimals} decimals, as in \"0.001\"");
    }

    /// <summary>One of the named values.</summary>
    public T Choice<T>(IReadOnlyDictionary<string, T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.TryGetValue(Text(), out T? value)) return value;
        throw Wrong($"must be one of {string.Join(", ", choices.Keys)}");
    }

    /// <summary>The complaint about this place.</summary>
    public JsonShapeException Wrong(string what) => new(Path, what);
}
