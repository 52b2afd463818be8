using Bourse.Drills.Http;

namespace Bourse.Drills.Load;

/// <summary>Clients that begin at the same place, and go on to the others when a request fails there.</summary>
/// <param name="Name">Where they begin, as in "a/haproxy".</param>
/// <param name="IsDirect">Whether that is a node.</param>
internal sealed record LoadGroup(string Name, bool IsDirect, IReadOnlyList<Endpoint> Places)
{
    /// <summary>Where a try goes.</summary>
    /// <param name="tried">How many tries went before.</param>
    public Endpoint Place(int tried) => Places[tried % Places.Count];
}
