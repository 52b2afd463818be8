namespace Bourse.Zones.Parts;

/// <summary>Where a load balancer finds a node.</summary>
/// <param name="Name">The node's name among the servers of the load balancer, as in "a-node-1".</param>
/// <param name="Address">Address and port.</param>
internal sealed record NodeAddress(string Name, string Address)
{
    public static NodeAddress Of(PartDefinition node) =>
        new(node.Name.Replace('/', '-'), node.Address);
}
