using Bourse.Api.Http;

namespace Bourse.Streams.WebSocketApi;

/// <summary>A method of the WebSocket API: a name for an endpoint.</summary>
/// <param name="TellsOrders">Its answers tell the account's unfilled orders: it places some.</param>
internal sealed record ApiMethod(string Name, ApiEndpoint Endpoint, bool TellsOrders = false);
