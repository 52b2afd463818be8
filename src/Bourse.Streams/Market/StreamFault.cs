using System.Text;
using System.Text.Json;

namespace Bourse.Streams.Market;

/// <summary>
/// What is wrong with a client's request (web-socket-streams.md, "Error Messages"; code 4 is this venue's own).
/// </summary>
/// <param name="HasId">The request's id is sent back.</param>
internal sealed record StreamFault(int Code, string Message, bool HasId = false)
{
    public static readonly StreamFault UnknownProperty = new(0, "Unknown property", HasId: true);
    public static readonly StreamFault NoBoolean = new(1, "Invalid value type: expected Boolean");
    public static readonly StreamFault NoPropertyName = new(2, "Invalid request: property name must be a string");
    public static readonly StreamFault BadId = new(2, "Invalid request: request ID must be an unsigned integer");
    public static readonly StreamFault TooManyParameters = new(2, "Invalid request: too many parameters");
    public static readonly StreamFault NoArray = new(2, "Invalid request: params must be an array");
    public static readonly StreamFault NoStreamName = new(2, "Invalid request: stream name must be a string");

    public static StreamFault NoJson(long line, long column) =>
        new(3, $"Invalid JSON: expected value at line {line} column {column}");

    public static StreamFault NoMethod(int column) =>
        new(2, $"Invalid request: missing field `method` at line 1 column {column}");

    public static StreamFault UnknownMethod(string method, int column) => new(2,
        $"Invalid request: unknown variant `{method}`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, "
        + $"`LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY` at line 1 column {column}");

    public static StreamFault TooManyStreams(int max) =>
        new(2, $"Invalid request: a connection has at most {max} streams", HasId: true);

    public static StreamFault BadPosition(string name) =>
        new(4, $"Cannot resume {name}: behind '~' stands no position, such as 1234.0", HasId: true);

    public static StreamFault TooFarBack(StreamName name, StreamPosition floor) => new(4,
        $"Cannot resume {name.Name} after {name.After}: events up to {floor} are no longer kept. "
        + "Read where things stand and subscribe without a position", HasId: true);

    public static StreamFault AccountTooFarBack(StreamPosition after) => new(4,
        $"Cannot resume the account's events after {after}: events after it are no longer kept. "
        + "Query the account and subscribe without a position", HasId: true);

    public static StreamFault TooFarAhead(StreamName name, long sequence) => new(4,
        $"Cannot resume {name.Name} after {name.After}: the log ends at {sequence}. Is this position of another venue?",
        HasId: true);

    /// <summary>The message for the client.</summary>
    /// <param name="id">The request's, as JSON.</param>
    public byte[] ToJson(string id)
    {
        string text = JsonSerializer.Serialize(Message, RelaxedJson.Options);
        return Encoding.UTF8.GetBytes($"{{\"code\":{Code},\"msg\":{text}{(HasId ? $",\"id\":{id}" : "")}}}");
    }
}
