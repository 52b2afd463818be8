namespace Bourse.Api.Http;

/// <summary>One endpoint: where it is, who may call it, what it costs, what it does.</summary>
/// <param name="Method">"GET", "POST", "PUT" or "DELETE".</param>
/// <param name="Path">The whole path, as in "/api/v3/order".</param>
/// <param name="FreeOnSuccess">
/// The weight is given back when it succeeds: order calls but amendments, since 2026-04-02.
/// </param>
public sealed record ApiEndpoint(
    string Method,
    string Path,
    EndpointSecurity Security,
    EndpointWeight Weight,
    EndpointHandler Handler,
    bool FreeOnSuccess = false)
{
    /// <summary>
    /// Whether a signed call must name its time even when its connection is logged on, and so its signature is not
    /// needed.
    /// </summary>
    public bool IsTimed { get; init; } = true;

    /// <summary>Whether it asks for a change of orders, and so waits for the log.</summary>
    public bool IsCommand { get; init; }
}
