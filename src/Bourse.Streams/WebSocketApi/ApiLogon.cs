namespace Bourse.Streams.WebSocketApi;

/// <summary>Who is logged on to a connection.</summary>
/// <param name="SinceUs">Microseconds since the Unix epoch.</param>
internal sealed record ApiLogon(string ApiKey, long SinceUs);
