using Bourse.Drills.Venue;
using Bourse.Zones;

namespace Bourse.Drills;

/// <summary>Operators at every node and worker of a fleet.</summary>
internal sealed class FleetOperators(Fleet fleet) : IDisposable
{
    public IReadOnlyList<OperatorClient> Clients { get; } =
    [
        .. fleet.Parts.Where(part => part.Kind is PartKind.Node or PartKind.Worker)
            .Select(part => new OperatorClient(part)),
    ];

    public void Dispose()
    {
        foreach (OperatorClient client in Clients) client.Dispose();
    }
}
