using Bourse.Api.Compat;
using Bourse.Api.Limits;

namespace Bourse.Api;

/// <summary>Settings of the public API.</summary>
public sealed class ApiOptions
{
    public LimitOptions Limits { get; init; } = new();

    public CompatOptions Compat { get; init; } = new();

    /// <summary>
    /// Refuse a parameter that the endpoint does not know (-1104). Off: it is ignored, so that a client that knows
    /// newer parameters than this venue goes on working.
    /// </summary>
    public bool RejectUnknownParameters { get; init; }

    /// <summary>CIDR blocks of load balancers whose X-Forwarded-For is believed; from others it is ignored.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}
