namespace Bourse.Bench.Http;

/// <summary>How the orders of a run reach the venue.</summary>
internal enum LoadTransport
{
    /// <summary>POST /api/v3/order.</summary>
    Rest,

    /// <summary>order.place.</summary>
    WebSocketApi,
}
