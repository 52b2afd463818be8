namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>A call in both its forms.</summary>
/// <param name="Account">"alice", "bob", or "" for a public one.</param>
/// <param name="Endpoint">As in "GET /api/v3/depth".</param>
/// <param name="Parameters">As a query, without percent-encoding; {id} is the order id that was told last.</param>
internal sealed record ParityCase(
    string Method, string Endpoint, string Account = "", string Parameters = "", int Status = 200);
