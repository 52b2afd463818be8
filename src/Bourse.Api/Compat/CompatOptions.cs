namespace Bourse.Api.Compat;

/// <summary>
/// Switches for clients that expect more hosts or older calls than the venue has. All off by default.
/// </summary>
public sealed class CompatOptions
{
    /// <summary>
    /// Answer the calls outside /api that ccxt makes when it loads with its default options with empty lists.
    /// </summary>
    public bool EmptySapi { get; init; }

    /// <summary>
    /// Give out listen keys (POST, PUT, DELETE userDataStream) and serve user data to who connects with one.
    /// </summary>
    public bool ListenKey { get; init; }
}
